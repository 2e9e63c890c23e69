import { startCentre } from '../integration/centre/harness.ts'

// A real centre on a small town, in a process that a test can kill: node centre-process.ts FOLDER PORT.
const [folder = '', port = '0'] = process.argv.slice(2)
const { url } = await startCentre(folder, { residents: 60, port: Number(port) })
process.stdout.write(`${url}\n`)
