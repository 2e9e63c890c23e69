import type { Random } from '../random.ts'

/** Given names by the years in which they were common in Norway; common knowledge, from no register. */
const given: readonly { readonly until: number; readonly women: string; readonly men: string }[] = [
  {
    until: 1938,
    women:
      'Astrid Solveig Ingeborg Gerd Ruth Borghild Margit Aslaug Gudrun Ragnhild Dagny Klara Alfhild Olaug Signe Esther Magnhild Petra Jenny Torbjørg Hjørdis Sigrid Valborg Edel Agnes',
    men: 'Olav Arne Kåre Odd Leif Einar Harald Sverre Birger Trygve Alf Ragnar Gunnar Sigurd Reidar Johannes Asbjørn Magnus Oskar Torleif Håkon Ingvald Karsten Peder Nils',
  },
  {
    until: 1950,
    women:
      'Turid Bjørg Inger Berit Randi Kari Aud Liv Grete Karin Else Åse Synnøve Målfrid Tordis Anne-Marie Eva Reidun Oddny Sonja Torill Wenche Gunvor Kirsten Elsa',
    men: 'Per Kjell Knut Bjørn Arvid Tor Egil Øyvind Finn Rolf Asle Oddvar Ivar Magne Roald Torbjørn Hans Willy Terje Jostein Steinar Eilif Ottar Helge Kolbjørn',
  },
  {
    until: 2100,
    women:
      'Marit Anne Bente Unni Sissel Tove Gro Hilde Mona Wenche Elin Nina Lise Torunn Heidi Vigdis Britt Marianne Laila Ellen Rigmor Solfrid Kristin Irene Siri',
    men: 'Jan Svein Rune Geir Morten Trond Frode Stein Atle Dag Roar Lars Erik Ole Jon Vidar Tore Øystein Sigbjørn Asgeir Arild Tom Espen Roger Pål',
  },
]

const family =
  'Solbakken Ødegård Aune Moen Lund Berg Vik Haugen Strand Nygård Bakken Lien Dahl Sunde Myhre Eide Brekke Fossum Rønning Tangen Sandvik Hegge Kvam Nordli Skogen Tveit Aas Viken Gjerde Bøe Holmen Sæther Ness Rød Storli Kleven Engen Fjeld Hovland Midtbø Rognli Bjerke Aasen Langeland Dalen Furuseth Hammer Hagen Knutsen Olsen Hansen Johansen Pedersen Nilsen Larsen Kristiansen Jensen Karlsen Andersen Eriksen Solheim Myrvold Skaar Kjos Løvås Grøtte Vollan Torp Stokke Rustad Ruud Steen Våge Øien'
const sami = {
  women: 'Máret Elle Inga Risten Biret Ánne Sárá Láilá'.split(' '),
  men: 'Ánte Máhtte Nils-Ánte Jovnna Mihkkal Áslak Piera Issát'.split(' '),
  family: 'Sara Eira Gaup Utsi Hætta Somby Bongo Nango'.split(' '),
}
/** People who came to Norway to work, or fled, and have grown old there. */
const arrived: readonly { readonly women: string; readonly men: string; readonly family: string }[] = [
  {
    women: 'Fatima Nasreen Shamim Rukhsana',
    men: 'Mohammad Iqbal Tariq Rashid',
    family: 'Ahmed Hussain Malik Butt',
  },
  { women: 'Lan Mai Thu Hoa', men: 'Minh Van Duc Tuan', family: 'Nguyen Tran Pham Le' },
  { women: 'Maria Carmen Rosa Isabel', men: 'Juan Pedro Luis Sergio', family: 'Rojas Fuentes Soto Morales' },
  {
    women: 'Mirjana Senka Amra Jasna',
    men: 'Dragan Zoran Emir Safet',
    family: 'Petrović Hodžić Marić Kovač',
  },
  {
    women: 'Krystyna Halina Barbara Danuta',
    men: 'Marek Jerzy Andrzej Zbigniew',
    family: 'Nowak Zielińska Wójcik Mazur',
  },
]
const words = (list: string): readonly string[] => list.split(' ')
const generations = given.map((g) => ({ until: g.until, women: words(g.women), men: words(g.men) }))
const families = words(family)
const arrivals = arrived.map((a) => ({ women: words(a.women), men: words(a.men), family: words(a.family) }))

export type Name = {
  readonly given: string
  readonly family: string
  readonly origin: 'norwegian' | 'sami' | 'abroad'
}
export const fullName = (name: Pick<Name, 'given' | 'family'>): string => `${name.given} ${name.family}`

/** About one in forty has a Sami name and one in thirty came from abroad. */
export const makeName = (random: Random, birthYear: number, woman: boolean): Name => {
  const lot = random.next()
  const side = woman ? 'women' : 'men'
  if (lot < 0.025) return { given: random.pick(sami[side]), family: random.pick(sami.family), origin: 'sami' }
  if (lot < 0.058) {
    const group = random.pick(arrivals)
    return { given: random.pick(group[side]), family: random.pick(group.family), origin: 'abroad' }
  }
  const generation = generations.find((g) => birthYear <= g.until)
  if (!generation) throw new Error(`no given names for ${birthYear}`)
  return { given: random.pick(generation[side]), family: random.pick(families), origin: 'norwegian' }
}

/** Two letters for a name badge. */
export const initialsOf = (name: Pick<Name, 'given' | 'family'>): string =>
  `${name.given.slice(0, 1)}${name.family.slice(0, 1)}`

/**
 * A made-up telephone number. All lie in 412 00 000–999: more people than that share numbers, which is better
 * than that a practice console could ring a stranger.
 */
export const phoneNumber = (n: number): string => `412 00 ${String(n % 1_000).padStart(3, '0')}`
