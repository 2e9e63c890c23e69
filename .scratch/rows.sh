#!/bin/sh
# one hold
cd /work/wt/time
export PATH=$PWD/node_modules/.bin:$PATH
timeout 230 node scripts/with-display.mjs node test/chaos/index.ts --only asleep --only "core held" --only "centre held" --only "autumn night" --only "spring night" --times 1
