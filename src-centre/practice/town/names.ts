/** Word lists for the made-up town. None is taken from a register; any likeness to a real street is how Norway names streets. */

/** Quarters beyond the first eight, for larger towns. */
export const districtNames: readonly string[] = [
  'Solbakken', 'Haugen', 'Bjørkhaug', 'Strandheim', 'Nesset', 'Sagmoen', 'Kvernhaugen', 'Lillevik', 'Granli', 'Ørneberget',
  'Saltbua', 'Myra', 'Stormyra', 'Furuset', 'Løkka', 'Rognmoen', 'Tangen', 'Bergsida', 'Kråkvika', 'Øvre Dalen', 'Nedre Dalen',
  'Skogly', 'Heimdal', 'Lerkevang', 'Hammeren', 'Sørbyen', 'Nyhavna', 'Tømmervika', 'Åkerlia', 'Hestehagen', 'Vollan', 'Kleiva',
  'Storhaugen', 'Reinslia', 'Rundhaugen', 'Ekornlia', 'Sandmoen', 'Kastet', 'Prestmarka', 'Steinbråten', 'Utsikten', 'Fløyheia',
  'Lyngheia', 'Selvika', 'Bekkelia', 'Hovsmarka', 'Tyttebærlia', 'Kirkemoen', 'Elgsletta', 'Kornhaug', 'Teglverket', 'Rabben',
]

/** Streets of the old centre, given out first. */
export const centreStreets: readonly string[] = [
  'Storgata', 'Kirkegata', 'Nygata', 'Strandgata', 'Kongens gate', 'Dronningens gate', 'Skippergata', 'Tollbugata', 'Sjøgata',
  'Havnegata', 'Torggata', 'Bakkegata', 'Verftsgata', 'Apotekergata', 'Parkgata', 'Skolegata', 'Brugata', 'Rådhusgata',
  'Fjordgata', 'Smedgata', 'Garvergata', 'Munkegata', 'Jernbanegata', 'Grensegata', 'Sandgata', 'Møllergata', 'Bispegata',
  'Kjøpmannsgata', 'Bryggergata', 'Repslagergata', 'Fiskergata', 'Løkkegata', 'Øvregata', 'Nedregata', 'Vestre gate', 'Østre gate',
  'Søndre gate', 'Nordre gate', 'Bødkergata', 'Seilmakergata', 'Losgata', 'Kaigata', 'Prinsens gate', 'Tinghusgata', 'Mellomgata',
  'Hospitalsgata', 'Klostergata', 'Slottsgata', 'Vollgata', 'Tordenskjolds gate', 'Wergelands gate', 'Ibsens gate', 'Bjørnsons gate',
  'Griegs gate', 'Nansens gate', 'Amundsens gate', 'Holbergs gate', 'Welhavens gate', 'Kielland gate', 'Lies gate', 'Asbjørnsens gate',
  'Moes gate', 'Dahls gate', 'Tidemands gate', 'Gudes gate', 'Sverdrups gate', 'Christies gate', 'Falsens gate', 'Skolebakken gate',
]

/** Main roads, given out in order to the longest. */
export const mainRoads: readonly string[] = [
  'Ringvegen', 'Elvevegen', 'Fjordvegen', 'Åsvegen', 'Strandvegen', 'Dalsvegen', 'Nordvikvegen', 'Vestvikvegen', 'Industrivegen',
  'Skolevegen', 'Kystvegen', 'Moavegen', 'Fagerlivegen', 'Gamlevegen', 'Kirkevegen', 'Stasjonsvegen', 'Sykehusvegen', 'Havnevegen',
  'Bygdevegen', 'Sørlivegen', 'Tverrvegen', 'Øvervegen', 'Nervegen', 'Hovedvegen', 'Tunnelvegen', 'Bruvegen', 'Sagvegen',
  'Kvernvegen', 'Setervegen', 'Markavegen', 'Skogvegen', 'Nesvegen', 'Neptunvegen', 'Fylkesvegen', 'Sentrumsringen', 'Østre ring',
]

/** Whole names without a further ending, for residential streets. */
export const wholeNames: readonly string[] = [
  'Fjordgløtt', 'Elvebakken', 'Tunet', 'Solgløtt', 'Utsikten', 'Havblikk', 'Kveldsro', 'Solsida', 'Fagertun', 'Skogly', 'Bakketun',
  'Fjellgløtt', 'Kongshaugen', 'Sjøbrisen', 'Nøstet', 'Sagatun', 'Breidablikk', 'Furutoppen', 'Bergtun', 'Lykkesvingen', 'Heimtun',
  'Måsestien', 'Ørnestien', 'Lerkestien', 'Skytterstien', 'Kapteinsvingen', 'Øvre Elvebakken', 'Nedre Elvebakken', 'Solvang',
  'Ternesvingen', 'Lykkeberget', 'Lia', 'Kleiva', 'Vollen', 'Haugtussa', 'Veslefrikk', 'Soria Moria', 'Brattbakken', 'Allmenningen',
]

export const firstParts: readonly string[] = [
  'Bjørke', 'Furu', 'Gran', 'Rogne', 'Osp', 'Selje', 'Lønne', 'Eike', 'Aske', 'Hegge', 'Hassel', 'Einer', 'Lyng', 'Tyttebær',
  'Blåbær', 'Multe', 'Bringebær', 'Jordbær', 'Kløver', 'Rose', 'Syrin', 'Liljekonvall', 'Blåklokke', 'Hvitveis', 'Røsslyng',
  'Måltrost', 'Lerke', 'Trane', 'Svale', 'Ørne', 'Hauke', 'Falke', 'Orrfugl', 'Storfugl', 'Rype', 'Ugle', 'Spove', 'Vipe',
  'Terne', 'Måse', 'Teist', 'Ærfugl', 'Havsul', 'Alke', 'Lunde', 'Rådyr', 'Hjorte', 'Elg', 'Rev', 'Hare', 'Gaupe', 'Oter',
  'Bever', 'Ekorn', 'Røyskatt', 'Sel', 'Sild', 'Torske', 'Sei', 'Makrell', 'Laks', 'Ørret', 'Uer', 'Kveite', 'Krabbe', 'Hummer',
  'Skjell', 'Tang', 'Tare', 'Sand', 'Stein', 'Berg', 'Hammar', 'Skrent', 'Haug', 'Ås', 'Dal', 'Bekke', 'Foss', 'Kvern', 'Sag',
  'Mølle', 'Elve', 'Fjord', 'Sjø', 'Strand', 'Nes', 'Vik', 'Sund', 'Holme', 'Skjær', 'Båt', 'Naust', 'Notverk', 'Skipper',
  'Los', 'Fyr', 'Anker', 'Seil', 'Mast', 'Ror', 'Kjøl', 'Garn', 'Not', 'Teine', 'Tønne', 'Salt', 'Brygge', 'Smie', 'Stall',
  'Låve', 'Stabbur', 'Seter', 'Slått', 'Korn', 'Havre', 'Bygg', 'Rug', 'Eng', 'Åker', 'Jorde', 'Løkke', 'Volls', 'Tun', 'Hage',
  'Frukt', 'Eple', 'Plomme', 'Morell', 'Bie', 'Humle', 'Sommerfugl', 'Vår', 'Sommer', 'Høst', 'Vinter', 'Sol', 'Måne', 'Stjerne',
  'Nordlys', 'Regnbue', 'Vind', 'Storm', 'Snø', 'Is', 'Skare', 'Ski', 'Kjelke', 'Klokker', 'Preste', 'Kirke', 'Skole', 'Lærer',
  'Lensmanns', 'Doktor', 'Apoteker', 'Smed', 'Snekker', 'Murer', 'Maler', 'Baker', 'Slakter', 'Garver', 'Vever', 'Spinner',
  'Skomaker', 'Urmaker', 'Telegraf', 'Post', 'Stasjons', 'Jernbane', 'Grustak', 'Tegl', 'Skifer', 'Kalk', 'Myr', 'Torv', 'Kolle',
  'Topp', 'Hei', 'Fjell', 'Vidde', 'Tinde', 'Nut', 'Skar', 'Tjern', 'Vann', 'Kilde', 'Brønn', 'Olderdals', 'Ramsøy', 'Litlehaug',
  'Storhaug', 'Langmyr', 'Breimyr', 'Kråkenes', 'Tømmer', 'Plog', 'Harve', 'Ljå', 'Sigd', 'Hestehov', 'Kusymre', 'Marikåpe',
]

export const lastParts: readonly string[] = ['vegen', 'vegen', 'vegen', 'bakken', 'stien', 'lia', 'tunet', 'svingen', 'haugen', 'kroken', 'faret', 'ringen']

/** Made-up people to name streets after when the word lists run dry. */
export const people: readonly string[] = [
  'Anders', 'Anna', 'Arne', 'Berit', 'Birger', 'Dagny', 'Einar', 'Ellen', 'Erik', 'Gerda', 'Gunnar', 'Hanna', 'Harald', 'Helga',
  'Ingeborg', 'Ivar', 'Jens', 'Johanne', 'Karl', 'Kari', 'Kristian', 'Lars', 'Magnhild', 'Marit', 'Nils', 'Olaug', 'Olav', 'Petra',
  'Ragnhild', 'Rasmus', 'Sigrid', 'Sivert', 'Solveig', 'Sverre', 'Torbjørn', 'Turid', 'Valborg', 'Åse',
]

export const families: readonly string[] = [
  'Aune', 'Bakken', 'Brekke', 'Dahl', 'Eidem', 'Fjeld', 'Grande', 'Haugan', 'Hegge', 'Iversen', 'Jakobsen', 'Kvam', 'Lian', 'Moe',
  'Nesset', 'Opdal', 'Prestmo', 'Ramberg', 'Sandvik', 'Skaret', 'Solli', 'Strand', 'Tangen', 'Ulstad', 'Vik', 'Wold', 'Ødegård', 'Østby',
]

export const islandNames: readonly string[] = ['Storholmen', 'Selholmen', 'Måsskjæret', 'Ternøya', 'Kalvøya']
export const hillNames: readonly string[] = ['Åskollen', 'Varden', 'Utsiktsberget', 'Ørnehammeren', 'Storheia', 'Blåheia']
