import { z } from 'zod'

/** ASCII only, so that an identifier reads the same in every language's JSON and can be hashed as text. */
export const id = z.string().regex(/^[A-Za-z0-9._:-]{1,64}$/)

export const uuid = z.uuid()

/** `[longitude, latitude]`, WGS84 degrees, in GeoJSON's order. */
export const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
export type Position = z.infer<typeof position>

/** A source of fresh time-ordered identifiers (UUIDv7); an argument, so that rules stay pure. */
export type NewId = () => string
