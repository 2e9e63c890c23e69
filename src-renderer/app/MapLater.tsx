import { lazy, Suspense, useEffect, useState } from 'react'
import { useAlarmsEpoch } from '../feed/hooks.ts'
import { afterPaint } from '../feed/painted.ts'

const MapPane = lazy(async () => ({ default: (await import('../features/map/MapPane.tsx')).MapPane }))

/** The queue first: the map takes longer to come than all the rest together, and an alarm is answered without it. */
export const MapLater = () => {
  const isQueueThere = useAlarmsEpoch() > 0
  const [isItsTurn, setItsTurn] = useState(false)
  useEffect(() => (isQueueThere ? afterPaint(() => setItsTurn(true)) : undefined), [isQueueThere])
  if (!isItsTurn) return null
  return (
    <Suspense fallback={null}>
      <MapPane />
    </Suspense>
  )
}
