#!/bin/sh
# one hold
cd /work/wt/time
export PATH=$PWD/node_modules/.bin:$PATH
timeout 330 node scripts/with-display.mjs node test/chaos/index.ts --only asleep --only "core held" --only "centre held" --only "autumn night" --only "spring night" --only "ten minutes" --only "set an hour back" --times 1 --json /tmp/time-rows.json
