const MENU = ['Home', 'Plans', 'Members', 'Doctors', 'News', 'Jobs', 'Contact us', 'Find a clinic'];

function links(names: readonly string[]): string {
  return names
    .map(name => `<li><a href="/${name.toLowerCase().replaceAll(' ', '-')}">${name}</a></li>`)
    .join('');
}

/** Markup that says what is what. */
export function namedFrame(title: string, content: string): string {
  return `<!doctype html><html lang="en"><head><title>${title} | Plan</title></head><body><header><nav><ul>${links(MENU)}</ul></nav></header>
<main><h1>${title}</h1>${content}</main><aside><h2>See also</h2><ul>${links(MENU.slice(0, 3))}</ul></aside><footer><h2>More</h2><ul>${links(MENU)}</ul><p>© 2024 Plan</p></footer></body></html>`;
}

/** Nothing but `div`s, whose classes tell. */
export function classFrame(title: string, content: string): string {
  return `<html><head><title>${title}</title></head><body><div class="top-menu nav"><ul>${links(MENU)}</ul></div><div class="breadcrumb"><a href="/">Home</a> / ${title}</div>
<div class="page-content"><h1>${title}</h1>${content}</div><div class="sidebar"><h3>Links</h3><ul>${links(MENU.slice(2))}</ul></div><div class="site-footer footer"><ul>${links(MENU)}</ul></div></body></html>`;
}

/** Nothing that tells at all. */
export function bareFrame(title: string, content: string): string {
  return `<html><body><div><h2>Main</h2><ul>${links(MENU)}</ul></div><div><h1>${title}</h1>${content}</div><div><h2>Our sites</h2><ul>${links(MENU)}</ul></div><div><p>© 2020-2024 Plan, all rights reserved</p></div><div><ul>${links(MENU)}</ul></div></body></html>`;
}
