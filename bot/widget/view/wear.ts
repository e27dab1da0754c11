import { text as styles } from '../styles/widget.css';
import { make } from './make.ts';
import { derivedColours } from './theme.ts';

/** Colours where the page gives none: by the scheme of the device, or the `theme` attribute. */
const COLOURS = {
  light: { accent: '#0b5366', surface: '#ffffff' },
  dark: { accent: '#7fd0e4', surface: '#161e23' },
} as const;

/**
 * Puts the styles on and keeps the colours in step with the page and the device.
 * @param server origin of the service
 */
export function wear(host: HTMLElement, root: ShadowRoot, frame: HTMLElement, server: string): void {
  if ('adoptedStyleSheets' in root && 'replaceSync' in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
  } else {
    // Safari before 2023 has no adoptable sheets; a style element would need the page to allow it.
    root.append(make('link', { rel: 'stylesheet', href: `${server}/widget.css` }));
  }
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  const paint = () => {
    const asked = host.getAttribute('theme');
    const fallback = COLOURS[asked === 'dark' || (asked !== 'light' && scheme.matches) ? 'dark' : 'light'];
    const page = getComputedStyle(host);
    const own = (name: string) => page.getPropertyValue(name).trim();
    const colours = derivedColours(
      own('--chat-accent') || fallback.accent,
      own('--chat-surface') || fallback.surface,
    );
    for (const [name, value] of Object.entries(colours)) frame.style.setProperty(name, value);
  };
  paint();
  scheme.addEventListener('change', paint);
  new MutationObserver(paint).observe(host, {
    attributes: true,
    attributeFilter: ['theme', 'style', 'class'],
  });
}
