import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import '@fontsource-variable/inter/wght.css'
import './ui/tokens.css'
import './ui/base.css'
import { App } from './app/App.tsx'
import { returnToPlace } from './desk/place.ts'
import { followSeat } from './desk/seat.ts'
import { loadSettings, readSettings } from './desk/settings.ts'
import { connectFeed, queueTold } from './feed/store.ts'
import { startWords } from './i18n/index.ts'

// The feed first: what is pushed while the rest starts must not be missed.
connectFeed(window.vaktrom)
followSeat()
const told = queueTold(150)

// A desk whose settings cannot be read still rings: it takes the usual ones.
const returned = returnToPlace().catch(() => null)
const settings = await loadSettings().catch(() => readSettings({}))
const words = await startWords(settings.language)
await told
const again = await returned

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={words}>
      <App again={again} />
    </I18nextProvider>
  </StrictMode>,
)
