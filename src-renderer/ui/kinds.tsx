import {
  CircleHelp,
  CloudAlert,
  DoorOpen,
  Droplets,
  Flame,
  FlameKindling,
  Footprints,
  HeartPulse,
  Hourglass,
  type LucideIcon,
  PersonStanding,
  ShieldAlert,
  Thermometer,
} from 'lucide-react'
import type { AlarmKind } from '../../src-domain/alarm/words.ts'

const icons: Readonly<Record<AlarmKind, LucideIcon>> = {
  safety: HeartPulse,
  fall: PersonStanding,
  smoke: Flame,
  heat: Thermometer,
  carbonMonoxide: CloudAlert,
  panic: ShieldAlert,
  inactivity: Hourglass,
  wandering: Footprints,
  door: DoorOpen,
  flood: Droplets,
  unreadable: CircleHelp,
  blockFire: FlameKindling,
}

export const KindIcon = ({ kind, size = '2rem' }: { readonly kind: AlarmKind; readonly size?: string }) => {
  const Icon = icons[kind]
  return <Icon size={size} strokeWidth={1.8} aria-hidden="true" />
}
