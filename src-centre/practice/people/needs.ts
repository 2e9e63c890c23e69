import type { Need } from '../../../src-domain/registry/rows.ts'
import type { Random } from '../random.ts'

/** Chance of a need at 65 and what each ten years add. Made up, to look like a list that one knows from work. */
const chances: readonly (readonly [need: Need, at65: number, perDecade: number])[] = [
  ['hearing', 0.12, 0.13],
  ['sight', 0.06, 0.06],
  ['walker', 0.14, 0.16],
  ['wheelchair', 0.08, 0.01],
  ['bedbound', 0.02, 0.012],
  ['oxygen', 0.05, 0.01],
  ['dementia', 0.03, 0.07],
  ['diabetes', 0.14, 0],
  ['epilepsy', 0.03, 0],
  ['speech', 0.05, 0.01],
  ['dog', 0.08, -0.015],
]

export const makeNeeds = (random: Random, age: number, speaksNorwegian: boolean): Need[] => {
  const needs = chances
    .filter(([, at65, perDecade]) => random.chance(at65 + (perDecade * (age - 65)) / 10))
    .map(([need]) => need)
  const walks = needs.includes('wheelchair') || needs.includes('bedbound')
  const kept = walks ? needs.filter((need) => need !== 'walker') : needs
  return speaksNorwegian || random.chance(0.4) ? kept : [...kept, 'interpreter']
}

/** What a responder has to know at the door, in the words of whoever wrote it down at the visit. */
const aboutNeed: Readonly<Record<Need, readonly string[]>> = {
  hearing: [
    'Hører dårlig, bank hardt og rop.',
    'Høreapparat, tas av om natten.',
    'Hører dårlig på høyre øre.',
  ],
  sight: ['Nesten blind, si hvem du er i døra.', 'Ser dårlig, ikke flytt på møblene.'],
  walker: ['Bruker rullator.', 'Går med rullator, bruker lang tid til døra.'],
  wheelchair: ['Sitter i rullestol, rampe ved inngangen.', 'Rullestol, trenger to til forflytning.'],
  bedbound: ['Sengeliggende, kan ikke åpne selv.', 'Sengeliggende, personløfter på soverommet.'],
  oxygen: ['Oksygen i stua. Si fra til brannvesenet.', 'Oksygen på soverommet. Ingen åpen ild.'],
  dementia: [
    'Demens. Snakk rolig, si at du kommer fra hjemmetjenesten.',
    'Demens, kan være redd for fremmede.',
    'Demens. Går ut om natten.',
  ],
  diabetes: ['Diabetes, druesukker i skuffen ved vasken.', 'Diabetes, insulin i kjøleskapet.'],
  epilepsy: ['Epilepsi, medisin i skapet på badet.', 'Epilepsi. Ring 113 ved anfall over fem minutter.'],
  speech: ['Har hatt slag, snakker utydelig.', 'Snakker lite, svarer med ja og nei.'],
  interpreter: ['Snakker lite norsk, ring datteren som tolk.', 'Trenger tolk, sønnen oversetter på telefon.'],
  dog: [
    'Hund i gangen, ufarlig.',
    'Hund, legg den inn på kjøkkenet først.',
    'Liten hund som bjeffer, biter ikke.',
  ],
}

export const wordsOnNeeds = (random: Random, needs: readonly Need[]): string[] =>
  needs.map((need) => random.pick(aboutNeed[need]))

const general = [
  'Soverommet er første dør til venstre.',
  'Badet er rett fram, faller oftest der.',
  'Medisiner i grønn boks på kjøkkenbenken.',
  'Katt, ikke slipp den ut.',
  'Lysbryter inne til høyre.',
  'Parker i gata, snuplassen er smal.',
  'Tepper i gangen, se deg for.',
  'Ringeklokka virker ikke, bank på.',
  'Døra til kjelleren skal være lukket.',
] as const
export const generalWords = (random: Random): string[] => (random.chance(0.35) ? [random.pick(general)] : [])
