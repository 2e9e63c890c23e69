import { lazy, Suspense } from 'react'
import { useQueueDrawn } from '../feed/painted.ts'

const MapPane = lazy(async () => ({ default: (await import('../features/map/MapPane.tsx')).MapPane }))

/** The queue first: the map takes longer to come than all the rest together, and an alarm is answered without it. */
export const MapLater = () =>
  useQueueDrawn() ? (
    <Suspense fallback={null}>
      <MapPane />
    </Suspense>
  ) : null
