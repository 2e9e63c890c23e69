import { afterEach, expect, it } from 'vitest'
import { noFaults, startCentre, tempFolder } from './harness.ts'

const temp = tempFolder()
afterEach(temp.remove)

it('a folder is one centre’s at a time: a second would give the same numbers to other entries', async () => {
  const first = await startCentre(temp.folder)
  await expect(startCentre(temp.folder)).rejects.toThrow(
    `${temp.folder} is in use by a centre that runs; stop it first`,
  )
  await first.centre.close()
  const second = await startCentre(temp.folder)
  await second.centre.close()
  noFaults(first)
  noFaults(second)
})
