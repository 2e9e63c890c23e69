import type { TFunction } from 'i18next'
import type { TimelineItem } from '../../../src-preload/contract/view.ts'

/** How a line of a case is told: the case's own words, lent by whoever puts the views together. */
export type Sentence = (item: TimelineItem, t: TFunction) => string
