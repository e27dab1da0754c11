const SVG = 'http://www.w3.org/2000/svg';

/** Line drawings on a 24 × 24 field. */
const PATHS = {
  chat: 'M4 5.5h16v11H11l-4.5 3.5v-3.5H4z M8 9.5h8 M8 12.5h5',
  close: 'M6 6l12 12 M18 6L6 18',
  more: 'M5 12h.01 M12 12h.01 M19 12h.01',
  globe: 'M12 3a9 9 0 100 18 9 9 0 000-18z M3 12h18 M12 3c5 5.5 5 12.5 0 18 M12 3c-5 5.5-5 12.5 0 18',
  send: 'M12 19V5 M6 11l6-6 6 6',
  minus: 'M6 12h12',
  plus: 'M12 6v12 M6 12h12',
  phone: 'M6.5 4h3l1.5 4-2 1.5a11 11 0 005.5 5.5l1.5-2 4 1.5v3a2 2 0 01-2 2A14.5 14.5 0 014.5 6a2 2 0 012-2z',
  text: 'M4 5h16v11H12l-4 3.5V16H4z',
  alarm: 'M12 3.5L22 20.5H2z M12 10v5 M12 17.8h.01',
  out: 'M14 4h6v6 M20 4l-9 9 M18 13.5V20H4V6h6.5',
  up: 'M7 11v9H4v-9z M7 11l4-8c1.7 0 2.6 1.2 2.3 2.8L12.8 9H18a2 2 0 012 2.4l-1.3 7A2 2 0 0116.700 20H7',
  down: 'M7 13V4H4v9z M7 13l4 8c1.700 0 2.600-1.200 2.300-2.800L12.800 15H18a2 2 0 002-2.400l-1.300-7A2 2 0 0016.700 4H7',
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside words; it says nothing by itself. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
