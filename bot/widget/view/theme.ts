type Colour = readonly [number, number, number];

const TEXT_CONTRAST = 4.5;
const STEPS = 20;
/** Luminance under which white is easier to read than black (both 4.58:1 there). */
const DARK = 0.179;
const WHITE: Colour = [255, 255, 255];
const BLACK: Colour = [0, 0, 0];

/**
 * Takes the host page's colours and derives the rest, so that text keeps 4.5:1 whatever was chosen (WCAG 2.2, 1.4.3).
 * @param accent any CSS colour; @param surface any CSS colour
 */
export function derivedColours(accent: string, surface: string): Readonly<Record<string, string>> {
  const paper = parse(surface);
  const tone = parse(accent);
  const dark = luminance(paper) < DARK;
  const ink = readable(paper, dark ? [236, 241, 243] : [24, 36, 44]);
  // Lightly different grounds, where text can be read on them; on a middle grey it could not.
  const tinted = (part: number, colour: Colour) => {
    const mixed = mix(paper, colour, part);
    return contrast(ink, mixed) >= TEXT_CONTRAST ? mixed : paper;
  };
  const back = tinted(dark ? 0.05 : 0.04, ink);
  const legible = (colour: Colour) => towards(towards(colour, paper, ink), back, ink);
  // On a dark ground large bright fields glare: head and own messages only lean towards the accent there.
  const bar = dark ? mix(paper, tone, 0.2) : tone;
  const own = dark ? mix(paper, tone, 0.3) : tone;
  return {
    '--accent': text(tone),
    '--on-accent': text(readable(tone)),
    '--bar': text(bar),
    '--on-bar': text(readable(bar)),
    '--own': text(own),
    '--on-own': text(readable(own)),
    // The accent as text on either ground, moved towards the ink until it can be read.
    '--accent-ink': text(legible(tone)),
    '--tint': text(tinted(dark ? 0.2 : 0.09, tone)),
    '--surface': text(paper),
    '--ground': text(back),
    '--ink': text(ink),
    '--soft': text(legible(mix(ink, paper, 0.24))),
    '--edge': text(mix(ink, paper, 0.45)),
    '--line': text(mix(paper, ink, 0.14)),
    '--danger': dark ? '#ffa39b' : '#a8121c',
    '--on-danger': dark ? '#360407' : '#fff',
    '--danger-ground': dark ? '#3a1214' : '#fdeeec',
    '--scheme': dark ? 'dark' : 'light',
  };
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance). */
function contrast(one: Colour, other: Colour): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** The colour wanted where it can be read on the ground, else black or white, of which one always can. */
function readable(ground: Colour, wanted: Colour = WHITE): Colour {
  if (contrast(wanted, ground) >= TEXT_CONTRAST) return wanted;
  return contrast(WHITE, ground) >= contrast(BLACK, ground) ? WHITE : BLACK;
}

function towards(colour: Colour, ground: Colour, end: Colour): Colour {
  for (let step = 0; step <= STEPS; step++) {
    const moved = mix(colour, end, step / STEPS);
    if (contrast(moved, ground) >= TEXT_CONTRAST) return moved;
  }
  return end;
}

function mix(one: Colour, other: Colour, part: number): Colour {
  const at = (place: 0 | 1 | 2) => Math.round(one[place] * (1 - part) + other[place] * part);
  return [at(0), at(1), at(2)];
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map(value => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function text([red, green, blue]: Colour): string {
  return `rgb(${red},${green},${blue})`;
}

/** The canvas understands every colour the browser does. */
function parse(colour: string): Colour {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!context) return [11, 83, 102];
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}
