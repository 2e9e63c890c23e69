import { openDesk } from '/work/main/test/bench/desk.ts'

const desk = await openDesk(2000)
const c = await desk.launch()
const frames = (label: string) =>
  c.page
    .evaluate(
      () =>
        new Promise<number[]>((r) => {
          const t: number[] = []
          const step = (n: number) => {
            t.push(n)
            if (performance.now() - t[0]! < 4000) requestAnimationFrame(step)
            else r(t.slice(1).map((x, i) => x - t[i]!))
          }
          requestAnimationFrame(step)
        }),
    )
    .then((d) => {
      const s = d.toSorted((a, b) => a - b)
      console.log(
        label,
        'frames',
        d.length,
        'p50',
        s[s.length >> 1]?.toFixed(0),
        'p95',
        s[Math.floor(s.length * 0.95)]?.toFixed(0),
        'max',
        s.at(-1)?.toFixed(0),
      )
    })
await new Promise((r) => setTimeout(r, 4000))
await frames('idle, 12 standing')
for (let i = 0; i < 4; i++) await desk.centre.ask({ do: 'raise' })
await new Promise((r) => setTimeout(r, 1000))
await frames('4 waiting')
console.log(
  await c.page.evaluate(() =>
    document
      .getAnimations()
      .map(
        (a) =>
          ((a as CSSAnimation).animationName ?? '?') +
          ' ' +
          a.playState +
          ' ' +
          (a.effect as KeyframeEffect)?.target?.outerHTML.slice(0, 150),
      ),
  ),
)
const off = async (label: string, css: string) => {
  const h = await c.page.evaluateHandle((css) => {
    const s = new CSSStyleSheet()
    s.replaceSync(css)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, s]
    return s
  }, css)
  await frames(label)
  await c.page.evaluate((s) => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((x) => x !== s)
  }, h)
}
await off('no animations', '*,*::before,*::after{animation:none!important}')
await off('no canvas', 'canvas{display:none!important}')
await off('no rings svg', '[data-testid=alarm-card] svg{display:none!important}')
await frames('4 waiting again')
await c.close()
desk.close()
