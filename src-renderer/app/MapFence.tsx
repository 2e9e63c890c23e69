import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { MapList } from '../features/map/MapList.tsx'

type FenceProps = { readonly children: ReactNode }
type FenceState = { readonly hasFailed: boolean }

/** A map that breaks must not take the queue with it: the list takes its place. */
export class MapFence extends Component<FenceProps, FenceState> {
  override state: FenceState = { hasFailed: false }

  static getDerivedStateFromError(): FenceState {
    return { hasFailed: true }
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <Instead /> : this.props.children
  }
}

const Instead = () => {
  const { t } = useTranslation()
  return <MapList title={t('map.noWebglTitle')} text={t('map.noWebglText')} />
}
