import type { Loose } from '../words.ts'
import type { stateNb } from './nb.ts'

export const stateSv: Loose<typeof stateNb> = {
  banner: {
    blindTitle: 'Konsolen hör inte centralen.',
    blindText:
      'Senaste livstecken {{at}} (för {{age}} sedan). Nya larm kan saknas här. Det som står på skärmen är från då. Använd reservtelefonen och meddela vaktledaren.',
    blindNeverText:
      'Den har inte hört centralen sedan start. Använd reservtelefonen och meddela vaktledaren.',
    probeTitle: 'Provlarmet uteblir.',
    probeText:
      'Inget provlarm på {{age}}. Vägen från larm till skärm kan vara bruten, även om centralen hörs. Meddela vaktledaren.',
    awayTitle: 'Centralen är borta.',
    awayText:
      'Allt som är känt finns här och kan läsas. Du kan skriva anteckning och säga ”Jag tar detta”. Utryckning och behörighet får vänta: använd telefon och nyckel.',
    refusedTitle: 'Centralen avvisar den här arbetsplatsen.',
    refusedText: '{{why}} Ring driften. Larm kommer inte hit förrän det är rättat.',
    refusedWhy: {
      credential: 'Legitimationen är fel.',
      protocol: 'Konsolen och centralen talar olika versioner.',
      unreadable: 'Centralen förstår inte konsolen.',
      liveCentre: 'Detta är en skarp central, och konsolen är i övning.',
      practiceCentre: 'Detta är en övningscentral, och konsolen är skarp.',
      certificateUnknown: 'Ingen som konsolen litar på går i god för den.',
      certificateOther: 'Någon går i god för den, men inte den utfärdare som konsolen är inställd på.',
      certificateHost: 'Certifikatet gäller en annan adress.',
      certificateExpired: 'Certifikatet har gått ut.',
      certificateEarly: 'Certifikatet gäller inte än: klockan på datorn eller i centralen kan vara fel.',
      certificateBad: 'Certifikatet är inte i ordning.',
      notEncrypted: 'Den talar inte över en krypterad linje.',
      other: 'Centralen säger inte varför.',
    },
    untrustedTitle: 'Det som svarar på centralens adress kan inte bevisa att det är centralen.',
    startingTitle: 'Ansluter till centralen …',
    startingText: 'Det som är sparat här visas medan vi väntar.',
    againTitle: 'Konsolen stannade och startades om kl. {{at}}.',
    againText: 'Larm som kom under tiden står i kön. Det du höll på att skriva måste skrivas på nytt.',
    againOftenTitle: 'Konsolen har stannat {{times}} gånger i rad, senast kl. {{at}}.',
    againOftenText: 'Larm står i kön. Be en kollega ta över och meddela den som driftar konsolen.',
    againClose: 'Stäng',
    coreTitle: 'Kärnan startas om.',
    coreText: 'Det du ser är från före stoppet. Det tar några sekunder; larm ringer igen när den är uppe.',
    coreStartingTitle: 'Kärnan startar …',
    coreStartingText: 'Lagret öppnas. Kön kommer strax.',
    chainTitle: 'Journalens kedja stämmer inte.',
    chainText:
      'Brott vid {{seq}} ({{fault}}). Larm kommer som förut. Meddela vaktledaren; ta inte bort något.',
    soundTitle: 'Ljudet är borta.',
    soundText: 'Larm hörs inte här. Följ skärmen, prova ljudet och säg till en kollega.',
    memoryTitle: 'Ingenting sparas på den här datorn.',
    memoryText:
      '{{why}} Larm ringer som förut, och det du gör når centralen. Allt här finns bara så länge programmet är igång: stäng det inte. Meddela driften; konsolen tar disken i bruk igen av sig själv.',
    diskWhy: {
      full: 'Disken är full.',
      readOnly: 'Disken går att läsa men inte att skriva till.',
      failed: 'Disken svarar inte.',
      damaged: 'Lagret är skadat och kan inte läggas åt sidan.',
    },
    asideTitle: 'Ett lager har lagts åt sidan.',
    asideText:
      '{{why}} Ett nytt hämtas från centralen, och larm ringer som förut. Ingenting är raderat. Ge driften besked om filen:',
    asideWhy: {
      damaged: 'Det var skadat.',
      newer: 'Det är gjort av en nyare utgåva av programmet.',
      key: 'Nyckeln till det är borta.',
      journal: 'Centralen för en annan journal än förut.',
    },
    asideOthers: 'Filer som lades dit tidigare: {{others}}.',
    asideSeen: 'Jag har sett det',
    replayTitle: 'Hämtar det som kom under tiden.',
    replayText: '{{done}} av {{total}}. Öppna larm finns redan här.',
  },
  unreadable: {
    title: 'Det som inte kunde läsas',
    text: 'Allt är sparat. Larm som inte kunde läsas ringer i kön.',
    none: 'Allt som har kommit är läst.',
    where: 'Kom från {{where}}',
  },
  fallback: {
    tag: { sent: 'larmar utanför', accepted: 'larmat utanför', failed: 'INTE larmat utanför' },
    waitingTitle: 'Reservlarmningen misslyckades: ingen utanför är larmad.',
    waitingText_one:
      '{{count}} larm väntar utan att någon har svarat ({{at}}: {{why}}). Centralen försöker igen. Svara nu, eller ring den som skulle ha larmats.',
    waitingText_other:
      '{{count}} larm väntar utan att någon har svarat ({{at}}: {{why}}). Centralen försöker igen. Svara nu, eller ring den som skulle ha larmats.',
    brokenTitle: 'Reservlarmningen fungerar inte.',
    brokenText:
      'Senast prövad {{at}}: {{why}}. Larm kommer och ringer här som förut, men om ingen svarar larmas ingen utanför. Lämna inte platsen obemannad, och meddela supporten.',
    why: {
      notConfigured: 'centralen har ingen reservlarmning inställd',
      unreachable: 'mottagaren kunde inte nås',
      timeout: 'mottagaren svarade inte i tid',
      untrusted: 'mottagarens certifikat går inte att lita på',
      status: 'mottagaren svarade {{code}}',
      exit: 'kommandot slutade med {{code}}',
      notStarted: 'kommandot kunde inte startas',
    },
    short: {
      notConfigured: 'inte inställd',
      unreachable: 'inte nådd',
      timeout: 'inget svar i tid',
      untrusted: 'certifikatet går inte att lita på',
      status: 'avvisad',
      exit: 'kommandot misslyckades',
      notStarted: 'kommandot startade inte',
    },
  },
  presence: {
    also_one: '{{names}} har det också öppet',
    also_other: '{{names}} har det också öppet',
  },
}
