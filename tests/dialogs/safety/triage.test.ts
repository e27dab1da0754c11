import { performance } from 'node:perf_hooks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TEXT_CAP } from '../../../dialogs/safety/alarm.ts';
import { loadTriage } from '../../../dialogs/safety/load-triage.ts';

const triage = loadTriage();
const kindOf = (text: string) => triage.check(text).kind;

describe('a real cry', () => {
  it.each([
    ['en', 'my dad is not breathing', 'emergency'],
    ['es', 'mi mamá no puede respirar', 'emergency'],
    ['zh-Hans', '我爸爸昏倒叫不醒', 'emergency'],
    ['zh-Hant', '爺爺突然半邊身體不能動', 'emergency'],
    ['ko', '아기가 숨을 안 쉬어요', 'emergency'],
    ['hy', 'Հայրս չի շնչում', 'emergency'],
    ['ru', 'он не дышит', 'emergency'],
    ['tl', 'hindi makahinga ang nanay ko', 'emergency'],
    ['vi', 'ba tôi không thở được', 'emergency'],
    ['fa', 'پسرم نفس نمی‌کشه', 'emergency'],
    ['km', 'ឪពុកខ្ញុំដកដង្ហើមមិនរួច', 'emergency'],
    ['ar', 'أبي لا يتنفس', 'emergency'],
    ['en', 'i want to kill myself', 'crisis'],
    ['es', 'ya no quiero vivir', 'crisis'],
    ['zh', '我不想活了', 'crisis'],
    ['ko', '죽고 싶어요', 'crisis'],
    ['hy', 'Ուզում եմ մեռնել', 'crisis'],
    ['ru', 'хочу умереть', 'crisis'],
    ['tl', 'gusto ko nang mamatay', 'crisis'],
    ['vi', 'tôi không muốn sống nữa', 'crisis'],
    ['fa', 'می‌خوام بمیرم', 'crisis'],
    ['km', 'ខ្ញុំចង់ស្លាប់', 'crisis'],
    ['ar', 'أريد أن أموت', 'crisis'],
  ])('in %s is certain: %s', (_language, text, kind) => {
    expect(triage.check(text)).toMatchObject({ kind, certain: true });
  });

  it.each([
    ['a misspelling', 'he cant breathh'],
    ['words written together', 'iwanttodie'],
    ['letters spelled out', 's u i c i d e'],
    ['drawn-out letters', 'i wanna dieeeee'],
    ['no spaces in Korean', '죽고싶어요'],
    ['unaccented Vietnamese', 'toi muon tu tu'],
    ['unaccented Spanish', 'no respira mi bebe'],
    ['Russian in Latin letters', 'ne xochu bolshe zhit'],
    ['Persian in Latin letters', 'mikham khodamo bokosham'],
    ['Armenian in Latin letters', 'uzum em mernel'],
    ['Arabic in Latin letters', 'badi mout'],
    ['a passive cry in Arabic in Latin letters', 'law ro7t ma 7ada byez3al'],
    ['a passive cry in Arabic', 'لو رحت ما حدا بيزعل'],
    ['another passive cry in Arabic', 'لو ما كنت موجود كان أحسن'],
    ['invisible characters', 'i want to ki\u200bll my\u00adself'],
    ['fullwidth letters', 'ｉ ｗａｎｔ ｔｏ ｄｉｅ'],
  ])('is heard through %s', (_how, text) => {
    expect(kindOf(text)).not.toBe('none');
  });

  it('is not switched off by a negation', () => {
    expect(kindOf("i'm not suicidal but i think about dying")).toBe('crisis');
    expect(kindOf("i don't want to be here anymore")).toBe('crisis');
  });

  it('is heard at either end of a text longer than is read', () => {
    const filler = 'the card is blue. '.repeat(TEXT_CAP / 10);
    expect(kindOf(`he is not breathing. ${filler}`)).toBe('emergency');
    expect(kindOf(`${filler} he is not breathing.`)).toBe('emergency');
  });

  it('is heard among other words', () => {
    const words = fc.array(
      fc.constantFrom('hello', 'card', 'please', 'doctor', 'hola', 'привет', '你好', 'سلام'),
      { maxLength: 8 },
    );
    const cries = fc.constantFrom(
      'i want to kill myself',
      'he is not breathing',
      'me quiero morir',
      '我不想活了',
      'хочу умереть',
    );
    fc.assert(
      fc.property(words, cries, words, (before, cry, after) => {
        expect(kindOf([...before, '.', cry, '.', ...after].join(' '))).not.toBe('none');
      }),
      { numRuns: 200 },
    );
  });
});

describe('a plain question', () => {
  it.each([
    'how much is the ambulance bill',
    'my back is killing me, do you cover a chiropractor',
    'this paperwork is killing me lol',
    'do you cover stroke rehab',
    'my tooth is killing me',
    'me muero de hambre donde hay despensas',
    '我累死了 等了两个小时',
    '배고파 죽겠어요 푸드뱅크 있나요',
    'умираю с голоду где дают продукты',
    'đói muốn chết ở đâu phát đồ ăn',
    'cứ từ từ đi tôi không gấp',
    'از گشنگی مردم کجا غذا میدن',
    'ميت من الجوع وين في اكل مجاني',
    'إذا رحت للطوارئ هل أدفع شيئا',
    'إذا ما كنت مؤهل للميديكال شو أعمل',
    'iza ro7t 3al doctor badfa3 shi',
    'خايفة على زوجي من الهجرة',
    'kam el wa2et el intizar 3al telephone',
    'la recepcionista me insulto',
    'se me quemo la tarjeta',
  ])('raises no alarm: %s', text => {
    expect(triage.check(text)).toEqual({ kind: 'none' });
  });

  it.each([
    'i was in the er last month for chest pain and they sent me a bill',
    'is suicide prevention covered',
    'do you have classes on suicide prevention for parents',
  ])('that could be more gets the card above its answer: %s', text => {
    expect(triage.check(text)).toMatchObject({ certain: false });
  });
});

describe('on any text', () => {
  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), text => {
        expect(['none', 'emergency', 'crisis']).toContain(kindOf(text));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    'die ',
    'want to die ',
    'a',
    '死',
    '不想',
    'ចង់ស្លាប់',
    'brethhing ',
    'iwanttodie',
    'ne hochu ',
    '\ud800',
    'x1 ',
  ])('takes a megabyte of %j in linear time', piece => {
    const hostile = piece.repeat(Math.ceil(1_000_000 / piece.length));
    triage.check(hostile);
    const times = [1, 2, 3].map(() => {
      const start = performance.now();
      triage.check(hostile);
      return performance.now() - start;
    });
    // 100 ms is the bar; a loaded machine gets some slack.
    expect(Math.min(...times)).toBeLessThan(200);
  });
});
