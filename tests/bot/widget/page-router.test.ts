import { describe, expect, it } from 'vitest';
import { demoPage } from '../../../bot/widget/server/demo-page.ts';
import { loadLocales } from '../../../locales/load-locales.ts';
import { createWords } from '../../../locales/words.ts';

const words = createWords(loadLocales());

describe('the demo page', () => {
  it.each(
    words.languages,
  )('in %s has its language and direction, all languages, and no script or style inside', tag => {
    const page = demoPage(words, tag);
    const { direction } = words.locale(tag).language;
    expect(page).toContain(`<html lang="${tag}" dir="${direction}">`);
    for (const other of words.languages) expect(page).toContain(`hreflang="${other}"`);
    expect(page).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/);
    expect(page).not.toMatch(/page:|lines:|\{\{|undefined/);
  });
});
