import style from './small.module.css'

export const Kbd = ({ children }: { readonly children: string }) => (
  <kbd className={style.kbd}>{children}</kbd>
)
