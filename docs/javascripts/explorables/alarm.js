// When a bell on a model's errors rings: false alarms in a year against the days until a wrong clock is noticed.
import { axes, dot, fixed, line, place, scale } from "./drawing.js";

const DAYS = 366;
/** A fault begins on each of these days in turn: 27 days of the year stand before it, 60 after. */
const [FIRST, LAST, MOST] = [27, DAYS - 60, 60];
/** After an alarm the bell is silent for a week. */
const REST = 7;

/** Two signs a day, in base 36: what the forecasts of a day miss, in thousandths of a usual day. @param {string} text */
const thousandths = (text) => Array.from({ length: DAYS }, (_, n) => parseInt(text.slice(2 * n, 2 * n + 2), 36));
/** The lesson's model on the days of 2012. */
const RIGHT = thousandths(
  "b7ab6k5c5m91ce6z6s9i9xc25j3a414r6g6j7k628q4b6tfngdcl6vat5q74bbar6r7n646d546s6k445v7mcl4g5t4l5n5r5e6z5a4f5w617f96414o4wbp409c4856694j56635p3k7f6l8kax9t7ln5bk8u8uaqbji6634j5g3m4e4a6g5o5u3u5o2t4d94587e3q445d45483h2qiu3v5y3e4g59am5c504k433g6o384b793p67654j2a2t505y2w4o3j4qb769393460563o6q3y593e6k4v4q7z82463w7q6l2f3i3r4r303x7d705g563y2o4n4j2z3z51a1bgaf6g6a5s365d8de0c4d18p7wc3b0bghwea406e4h4y3h4a6y5u6s875h3l614z2a5r5r5q3f6k4m4l6y673y2v67723l44414f4f4x413d4v2y413g4b68333q5z3a275r6z2n34342z6671504x3e435a334c5b3r4t4r4s4f7a3h306u4g4q4p3j5b3k3n3m474c6g36527m3h393k3k6g702k2z403l264u5i3b392d843j3p333d3g1u3b366y015m3e4a3n4y5v4v446h5l3p2o3lbt4r3s3p4039643s439whsgrfle35j4w4w484e2s534i43552k3x3x6n373j334i5w3o894x4v4i638rigi3ejmdcuewalf1hncx",
);
/** The same with a clock that is an hour ahead. */
const AHEAD = thousandths(
  "c4ada8add9g0ey85awg2c4h8cm3r584ubuebdud2966fdbkml2jaf0bv6qfwi5j1dpdy5m8odcgdc2d0c56lcyckd3dddic86p8550c6ezf7bp8f5hd6c9b3ebdv7w62bub5e0gjc85nbnh4i1k9hvfdnmdyh6ihhwjsp76b8ne0ckd8dsc07v5vbndhdodbc46y77b4bbapahao545qk7dbb6d0bd3mb582ajccboa67a4sawercvczch6m64bm9pbvcha35y5mbxbseedcaj715na7a09ydf9z5t7f9ecuc8d3bn7a6sbja8bnbobt6z96clawcfcaaw625d8ic3ezfef2829jcpb6d1e8h6bxemddc3esdyf1ijfpb8chcsdibl799ndmdpf7czaq7c84bre5e0czaq8r7kdiegdwd7ae8z8rb0avdjdl856g78bhedbxcxa96f7v9lalbibrap7b8bb5cob6brax8s6m6sajchcwbv4u74b5b2bxbjbs8y52989rbsc3b1556yadadc5bjaw7l4mbo9bbvbla54f77749zae9z824g5qb9aub5ag7m5841av9obtai94427w01498kbe8e5g5u817jb09r8e3k3sbf7g9oa89j3a6v9f8zbmhjeyfke2al95b8aia9415vd8cybdah8e6f8zbqbaar9z9q4v9d9jb6apa1c3ihhvefmdd9eyb9elhpch",
);
/** The rival: the same hour a week before. */
const RIVAL = thousandths(
  "dq5wab7nc3f2kjcuhcepc699a7lsbmhhbfdd9836ch40hog39u8dcasndje24f644q7cc2783n3kh93c387ucf3m4abz843iht9qhu3z5cgq8hd66bj74xn42t8kcd307p3ho44dd45rd0faesax689iru84685i5b5qq5v97n5u886258guid885b974l387x4d5h365j7m545r3s984d4a4k5e4i7lsaei4v927j56cnpmb34d236m3ycq3m3n5v8o3d514z3cgk72cz473v4l4x7h6wbt3k5k8f4xd85a8d30do7p62h85u2u1zg35x5v22913p1w273u3e6t7p5c6e7o3d3372344z473i7o5v2r5si24h454o494e5zio675p9a6c4o5z78407bax763m43ao3w529m4s2s2k2z2v262c5l2z2j231r6e515h28401s1y6j7lap3g62363f2f8f812z4f332f484p5wgf363h6m5w90a2g83z3u6o3kbl3x3gex2e2s24303c36dj1o343u2a4e3sbj2z3v3t4ud08t882s4n3o3ybt924v2l3y8558305x2n27248h3cat01ee8h5l6gav6al7j96p3a1y6j8m8m84671y2i4pa8867xarhheug8b12k8qbuhxgug0cq6wet3x2q433h8b696432384o404p503t2485b8ipbekxq4rscw4d3m2eae",
);

/** @param {number[]} values @returns {number[]} the sums of the first 0, 1, 2 … values */
function sums(values) {
  const found = [0];
  for (const value of values) found.push(found[found.length - 1] + value);
  return found;
}
/** For the error, and for the error less that of the rival: sums without and with the fault. */
const SUMS = [0, 1].map((less) => [RIGHT, AHEAD].map((values) => sums(values.map((value, n) => value - less * RIVAL[n]))));

/** The days on which the bell rings though nothing is wrong. @param {number} less @param {number} limit @param {number} days @returns {number[]} */
export function alarms(less, limit, days) {
  const [good] = SUMS[less];
  const most = Math.round(limit * 1000) * days;
  const found = [];
  for (let day = days - 1, rest = 0; day < DAYS; day++) {
    if (day < rest || good[day + 1] - good[day + 1 - days] <= most) continue;
    found.push(day);
    rest = day + REST;
  }
  return found;
}

/** Alarms without a fault, mean days until the fault is noticed, and the share of starts at which it is not within 60. @param {number} less @param {number} limit @param {number} days */
export function table(less, limit, days) {
  const [good, bad] = SUMS[less];
  const most = Math.round(limit * 1000) * days;
  let [total, never] = [0, 0];
  for (let start = FIRST; start <= LAST; start++) {
    let waited = 1;
    for (; waited <= MOST; waited++) {
      const [end, from] = [start + waited, start + waited - days];
      const sum = from >= start ? bad[end] - bad[from] : bad[end] - bad[start] + good[start] - good[from];
      if (sum > most) break;
    }
    never += waited > MOST ? 1 : 0;
    total += Math.min(waited, MOST);
  }
  const starts = LAST - FIRST + 1;
  return { alarms: alarms(less, limit, days).length, wait: total / starts, never: never / starts };
}

const LIMITS = Array.from({ length: 81 }, (_, n) => n / 100);
/** @type {Map<number, { alarms: number, wait: number, never: number }[]>} */
const known = new Map();
/** What all limits do. @param {number} less @param {number} days */
function all(less, days) {
  const found = known.get(2 * days + less) ?? LIMITS.map((limit) => table(less, limit, days));
  known.set(2 * days + less, found);
  return found;
}

const year = { width: 340, height: 270, x: scale(0, DAYS, 34, 330), y: scale(-0.4, 1, 236, 24), label: "Mean error over 2012 without a fault, the limit, and each false alarm" };
const trade = { width: 340, height: 270, x: scale(0, 50, 34, 330), y: scale(0, 60, 232, 24), label: "Days until the fault is noticed by false alarms, for all limits" };

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { limit: 0.3, days: 7, less: 0 },
  panes: [year, trade],
  sliders: [
    { key: "limit", label: "Limit", min: 0, max: 0.8, step: 0.01, text: (value) => fixed(value, 2) },
    { key: "days", label: "Mean of the last", min: 1, max: 28, step: 1, text: (days) => (days === 1 ? "1 day" : `${days} days`) },
    { key: "less", label: "Of what", min: 0, max: 1, step: 1, text: (less) => (less ? "the error less that of last week’s counts" : "the error") },
  ],
  draw({ limit, days, less }) {
    const [good] = SUMS[less];
    const mean = (/** @type {number} */ day) => (good[day + 1] - good[day + 1 - days]) / (1000 * days);
    const curve = Array.from({ length: DAYS - days + 1 }, (_, n) => /** @type {[number, number]} */ ([n + days - 1, mean(n + days - 1)]));
    const now = table(less, limit, days);
    return [
      axes(year, [0, 91, 182, 274, 366], [-0.4, 0, 0.5, 1], ["day of 2012, without a fault", "mean"]) +
        `<path class="m" d="${line(year, curve)}"/><path class="k" d="M34 ${place(year.y(limit))}H330"/>` +
        alarms(less, limit, days).map((day) => dot(year, day, mean(day), 4, "b")).join(""),
      axes(trade, [0, 10, 20, 30, 40, 50], [0, 20, 40, 60], ["false alarms in the year", "days until noticed"]) +
        `<path class="m" d="${line(trade, all(less, days).map((one) => [one.alarms, one.wait]))}"/>` +
        dot(trade, now.alarms, now.wait, 5, "b"),
    ];
  },
  say({ limit, days, less }) {
    const now = table(less, limit, days);
    const never = now.never ? `, and at ${Math.round(100 * now.never)} % of the starts not within 60` : "";
    return `Above ${fixed(limit, 2)} it rings ${now.alarms === 1 ? "once" : `${now.alarms} times`} in a year without a fault. The wrong clock is noticed after ${fixed(now.wait, 1)} days on average${never}.`;
  },
  reached({ limit, days, less }) {
    const now = table(less, limit, days);
    return [less === 0 && now.alarms <= 2, now.alarms <= 2 && now.wait <= 10, now.alarms > 20];
  },
};
