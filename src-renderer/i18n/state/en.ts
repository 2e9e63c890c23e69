import type { Loose } from '../words.ts'
import type { stateNb } from './nb.ts'

export const stateEn: Loose<typeof stateNb> = {
  banner: {
    blindTitle: 'This console does not hear the centre.',
    blindText:
      'Last sign of life {{at}} ({{age}} ago). New alarms may be missing here. What the screen shows is from then. Use the fall-back telephone and tell the supervisor.',
    blindNeverText:
      'It has not heard the centre since it started. Use the fall-back telephone and tell the supervisor.',
    probeTitle: 'The test alarm is missing.',
    probeText:
      'No test alarm for {{age}}. The way from an alarm to this screen may be broken although the centre is heard. Tell the supervisor.',
    awayTitle: 'The centre is away.',
    awayText:
      'All that is known is here and can be read. You can write notes and say “I take this”. Dispatch and access must wait: use telephone and keys.',
    refusedTitle: 'The centre refuses this workplace.',
    refusedText: '{{why}} Call support. No alarm comes here until that is put right.',
    refusedWhy: {
      credential: 'The credential is wrong.',
      protocol: 'Console and centre speak different versions.',
      unreadable: 'The centre does not understand the console.',
      liveCentre: 'This is a live centre, and the console is in practice.',
      practiceCentre: 'This is a practice centre, and the console is live.',
      certificateUnknown: 'Nobody that this console trusts vouches for it.',
      certificateOther: 'Somebody vouches for it, but not the authority that this console is set to.',
      certificateHost: 'Its certificate is for another address.',
      certificateExpired: 'Its certificate has expired.',
      certificateEarly:
        'Its certificate is not valid yet: the clock of this machine or of the centre may be wrong.',
      certificateBad: 'Its certificate is not right.',
      notEncrypted: 'It does not speak over an encrypted line.',
      other: 'The centre does not say why.',
    },
    untrustedTitle: 'What answers at the centre’s address is not known to be the centre.',
    startingTitle: 'Connecting to the centre …',
    startingText: 'What is stored here is shown meanwhile.',
    againTitle: 'The console stopped and was started again at {{at}}.',
    againText: 'Alarms that came meanwhile are in the queue. What you were writing has to be written anew.',
    againOftenTitle: 'The console has stopped {{times}} times in a row, last at {{at}}.',
    againOftenText:
      'Alarms are in the queue. Ask a colleague to take over, and tell whoever runs the console.',
    againClose: 'Close',
    coreTitle: 'Core is restarting.',
    coreText: 'What you see is from before it stopped. This takes seconds; alarms ring again when it is up.',
    coreStartingTitle: 'Core is starting …',
    coreStartingText: 'The store is being opened. The queue comes in a moment.',
    chainTitle: "The journal's chain does not hold.",
    chainText: 'Broken at {{seq}} ({{fault}}). Alarms come as before. Tell the supervisor; delete nothing.',
    soundTitle: 'The sound is gone.',
    soundText: 'Alarms are not heard here. Watch the screen, test the sound, and tell a colleague.',
    memoryTitle: 'Nothing is being kept on this machine.',
    memoryText:
      '{{why}} Alarms ring as before, and what you do reaches the centre. All of it is remembered only while the program runs: do not close it. Tell support; the console takes the disk back into use by itself.',
    diskWhy: {
      full: 'The disk is full.',
      readOnly: 'The disk can be read but not written to.',
      failed: 'The disk does not answer.',
      damaged: 'The store is damaged and cannot be set aside.',
    },
    asideTitle: 'A store was set aside.',
    asideText:
      '{{why}} A new one is drawn from the centre, and alarms ring as before. Nothing was deleted. Tell support about the file:',
    asideWhy: {
      damaged: 'It was damaged.',
      newer: 'A newer version of the program made it.',
      key: 'Its key is gone.',
      journal: 'The centre keeps another journal than before.',
    },
    asideOthers: 'Files set aside earlier: {{others}}.',
    asideSeen: 'I have seen it',
    replayTitle: 'Fetching what came meanwhile.',
    replayText: '{{done}} of {{total}}. Open alarms are here already.',
  },
  unreadable: {
    title: 'What could not be read',
    text: 'Everything is kept. Alarms that could not be read ring in the queue.',
    none: 'Everything that came has been read.',
    where: 'Came from {{where}}',
  },
  fallback: {
    tag: { sent: 'telling outside', accepted: 'told outside', failed: 'NOT told outside' },
    waitingTitle: 'The fall-back hook failed: nobody outside was told.',
    waitingText_one:
      '{{count}} alarm waits that nobody has answered ({{at}}: {{why}}). The centre goes on trying. Answer it now, or phone whoever should have been told.',
    waitingText_other:
      '{{count}} alarms wait that nobody has answered ({{at}}: {{why}}). The centre goes on trying. Answer them now, or phone whoever should have been told.',
    brokenTitle: 'The fall-back hook does not work.',
    brokenText:
      'Last tried {{at}}: {{why}}. Alarms come and ring here as before, but if nobody answers them, nobody outside is told. Do not leave the desk unattended, and tell support.',
    why: {
      notConfigured: 'the centre has no fall-back set up',
      unreachable: 'the receiver could not be reached',
      timeout: 'the receiver did not answer in time',
      untrusted: 'the receiver’s certificate is not trusted',
      status: 'the receiver answered {{code}}',
      exit: 'the command ended with {{code}}',
      notStarted: 'the command could not be started',
    },
    short: {
      notConfigured: 'not set up',
      unreachable: 'not reached',
      timeout: 'no answer in time',
      untrusted: 'certificate not trusted',
      status: 'turned down',
      exit: 'the command failed',
      notStarted: 'the command did not start',
    },
  },
  presence: {
    also_one: '{{names}} also has this open',
    also_other: '{{names}} also have this open',
  },
}
