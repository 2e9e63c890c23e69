import { z } from 'zod'

// Imported before any schema is made: zod reads this when it builds one. Content security policy forbids `eval`,
// and a probe for it would be reported as a violation each time.
z.config({ jitless: true })
