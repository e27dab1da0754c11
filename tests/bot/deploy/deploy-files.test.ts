import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { createMetrics } from '../../../bot/watch/metrics.ts';
import { addServiceGauges } from '../../../bot/watch/service-gauges.ts';
import { projectRoot } from '../../../knowledge/project-root.ts';

const folder = join(projectRoot(), 'bot', 'deploy');
const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');
const yamlFiles = [
  'compose.yaml',
  'monitoring/alerts.yaml',
  'monitoring/prometheus.yaml',
  ...readdirSync(join(folder, 'kubernetes')).map(name => `kubernetes/${name}`),
];
const settings = new Set(
  [
    ...readFileSync(join(projectRoot(), 'bot', 'config.ts'), 'utf8').matchAll(/^ {2}([A-Z][A-Za-z_]+):/gm),
  ].map(([, name]) => name),
);

/** How GitHub names the anchor of a heading. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replace(/ /g, '-');

describe('the files for a county', () => {
  test.each(yamlFiles)('%s is YAML without a mistake', file => {
    for (const document of parseAllDocuments(read(file)))
      expect([...document.errors, ...document.warnings]).toEqual([]);
  });

  test('name only settings that there are', () => {
    expect(settings.size).toBeGreaterThan(30);
    const given = [
      ...read('compose.yaml').matchAll(/^ {4}([A-Z][A-Za-z_]+): /gm),
      ...read('kubernetes', 'settings.yaml').matchAll(/^ {2}([A-Z][A-Za-z_]+): /gm),
      ...read('kubernetes', 'bot.yaml').matchAll(/name: ([A-Z][A-Z_]+)\b/g),
      ...read('Dockerfile').matchAll(/^(?:ENV| {3}) ([A-Z][A-Z_]+)=/gm),
    ].map(([, name]) => (name ?? '').replace(/_FILE$/, ''));
    expect(given.length).toBeGreaterThan(20);
    expect(given.filter(name => !settings.has(name) && name !== 'NODE_ENV')).toEqual([]);
  });

  test('ask for metrics that the service gives', async () => {
    const metrics = createMetrics();
    addServiceGauges(metrics, {
      version: '1',
      knowledge: () => null,
      health: async () => ({ status: 'ready', checks: { database: 'ok' } }),
      openStreams: () => 0,
      openConnections: () => 0,
      databaseConnections: () => ({ active: 0, idle: 0, waiting: 0 }),
      sms: async () => ({ toSend: 0, toAnswer: 0, overdueSeconds: 0 }),
    });
    const { body } = await metrics.text();
    const known = new Set([...body.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
    const asked = [
      ...(read('monitoring', 'alerts.yaml') + read('monitoring', 'dashboard.json')).matchAll(
        /\b(?:memberhelp|nodejs|process)_[a-z0-9_]+/g,
      ),
    ].map(([name]) => name.replace(/_(bucket|count|sum)$/, ''));
    expect(asked.length).toBeGreaterThan(20);
    expect([...new Set(asked)].filter(name => !known.has(name) && !known.has(`${name}_total`))).toEqual([]);
  });

  test('send whoever is woken to a part of the runbook that there is', () => {
    const parts = new Set(
      [...read('RUNBOOK.md').matchAll(/^## (.+)$/gm)].map(([, heading]) => anchor(heading ?? '')),
    );
    const named = [...read('monitoring', 'alerts.yaml').matchAll(/RUNBOOK\.md#([a-z0-9-]+)/g)].map(
      ([, part]) => part ?? '',
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(part => !parts.has(part))).toEqual([]);
  });

  test('the runbook asks for commands that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8'));
    const named = [...read('RUNBOOK.md').matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name ?? '');
    expect(named.filter(name => !(name in scripts))).toEqual([]);
  });
});
