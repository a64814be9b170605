// Exponential smoothing of bikes hired each day, a running value for each weekday: alpha against the error of the forecasts.
import { axes, dot, fixed, line, place, scale } from "./drawing.js";

/** Hires of subscribers on 728 days from 1 January 2011, three signs a day in base 36. */
const HIRES =
  "0i60im0y514e16616611u0or0lc0zk0xw0vl12011z0si0qh0oj0iq17o1f814s0oo0n810y1dz0d40bk0vd0r30qk14j10h14e15d1900p50z918814q17415f18d0ww0x41bd1aj1gp1pk1t80un0wl0pc1281de1bf11916x1bg11x1bm1gv17e1c213x0dn1981eh1b80g11c213413v1av1d31fz1sg1tf1b113k1ak1qb1ha1b71h21630xx1e61mk12015u1hc11m18e1u51981uj1ze10317s1bf1x91dd1i92421x00iq1oq24o25n2kj2no15u1zi1wx2jo2ve2kd2ox2v92kz1ph2qq2yw1u22y32v62e629g2uq3652sw37t2mt1xn2aj2gh2np2k72yo33c2qj2do2ni2yh39q30v2xs24l1vl1yt2jx2o539k3em2oh2hh2zn3522vh2l42wr2hx2b537h37o3ej2hi32l2k02e92jz34t2yu34c33q2n02m12z230s3dl3go36c28z1tr2aq2sy2yt2ym2l02l02f62lf2rw2ru38k3982pd2jk2sh2x92ug2fk26h1ru1z02iw2yo30d2x42g82902562q934c2eb2wx2yr2511x32oo2un30832k2z221i1wy2qz33833u2fy2l82j120w3113k63852eb3050op29330h3f13de3cc2z01yt1v71mr1xm1g61ax2ev2rv2mt33r34u36y2hr33m2dh2952yw2gz2xx39s1nd2tb2oa31m2t72n738a3dg1i51ry2i032a3aj36m3442g62ei2s33081p320v2ej2k62jh2z53671oa2vg2ss26124q2ow32w2oy1v72jf0fu1vy2jv2tm2y02tk2rc24y22x2tq2yd2xo24729c25k23d3032w21ag28y2ff23k23x1yp16q1w60pz1b51ej1qt2se26a2n52qh2u028s2772re1wk0i72g42lb22o1tq2fz2lk2qy2q02mf1wg1pf2fb2q61yx26x1ku0ns0cj0on0tf1kv1o91xo1ek18o1bf1nn1r52f02xb2nv26i1r22n51lx2yc2cg1o01kb1lt2602ir2fu2co0ya1dh1rj30c2xn2yf2gj2i822l2p63893ar2r72yp1w02112re38022t2tv2s41ix14g2kg2x733w29f2xp2831lj20z2se3dn3ia2i11v327u35136u1d53ll29w2ee23d2ey2vr3gk3s036i2fi2id3fw3x943n4032ye3m12ud3zn3w23xw49t4jp1sz2o83ob3iz3vk4373lj31a2um3nc46o45e4293l92s529n3m03xn3do3nu3yy3ll3b23zo4ee33o4ev4la35f0p72bv3y349x3if40z2e43573sb3xb48u4d54173dv39c4293um35t4a24en3pj31m1xh3gq4yp4qm4py3ro3ex2vl41y3gu4en43p2u92jw2ou3r34pq4ta2ru43x3yz4kn4nl4ng4zc4tk3p23di4cv3gv4tk4rr4pi3nn3co3fi4ip44b3yf3qz3pd3ck4co4wt4tu4li3kq39k36643v4bs3qh3qc3qh2m82od4ar4484up4y64mc3k63674fi4ix3si4ef3yb2gr3r64hz4z858m4ht4ct3fn3fg4oh4tk50q4ue4if3gf2wd4gk4mj4u74p63n534k3d64do4d44qt4u34dd3vy2kt48w4kl4uh4xu4tt39c2ws4ko4pl51451p4kd2x82gt3514ml4ug4bc4zf3er4d54xz56159g57i5464aa3zj4if2uu58z58d5c54jf47h4yr55x5cy54i4wy4lq3re4n33c45a44yt54g3t223t3jw4gv5bz5744su3qx3in3y353o50250l3lr42s3mc4t05415bm5044ty40p2o500k0s13yz49c41936530i3rl4103mt3u742r3fi3iq3zo2wn3ya3yd40u3bw2w33wa3xo3hv14u1s31ch1mr3ny2yk3wm3x443e39s2wd4dr4o745y3vv3lf3f125f3qh40z3v53xv3zy3aw2i83dh3yc3t22xy2mi16w12b0kq0fx0c01fv1w3";
/** @type {number[]} */
const values = Array.from({ length: HIRES.length / 3 }, (_, n) => parseInt(HIRES.slice(3 * n, 3 * n + 3), 36));
/** The forecasts are counted over the last 52 weeks. */
const FIRST = values.length - 364;
/** The first Wednesday. */
const WEDNESDAY = 4;

/** The running values: that of day t is what stands after the count of day t. @param {number} alpha @returns {number[]} */
export function smooth(alpha) {
  const state = values.slice();
  for (let day = 7; day < state.length; day++) state[day] = state[day - 7] + alpha * (values[day] - state[day - 7]);
  return state;
}

/** The mean error of the forecasts, without sign. @param {number} alpha @param {number} ahead 7 or 28 */
export function error(alpha, ahead) {
  const state = smooth(alpha);
  let total = 0;
  for (let day = FIRST; day < values.length; day++) total += Math.abs(values[day] - state[day - ahead]);
  return total / (values.length - FIRST);
}

const ALPHAS = Array.from({ length: 20 }, (_, n) => (n + 1) / 20);
/** @type {Map<number, number[]>} */
const known = new Map();
/** The errors of all alphas. @param {number} ahead */
function all(ahead) {
  const found = known.get(ahead) ?? ALPHAS.map((alpha) => error(alpha, ahead));
  known.set(ahead, found);
  return found;
}
/** Whether alpha is the one with the smallest error. @param {number} alpha @param {number} ahead */
const best = (alpha, ahead) => error(alpha, ahead) === Math.min(...all(ahead));

const days = { width: 340, height: 270, x: scale(0, 104, 38, 330), y: scale(0, 7000, 236, 24), label: "Hires of each Wednesday, and their forecasts" };
const errors = { width: 340, height: 270, x: scale(0, 1, 38, 330), y: scale(600, 1300, 232, 24), label: "Mean error over 2012 by alpha" };

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { alpha: 0.2, ahead: 7 },
  panes: [days, errors],
  sliders: [
    { key: "alpha", label: "α", min: 0.05, max: 1, step: 0.05, text: (alpha) => fixed(alpha, 2) },
    { key: "ahead", label: "Ahead", min: 7, max: 28, step: 21, text: (ahead) => `${ahead} days` },
  ],
  draw({ alpha, ahead }) {
    const state = smooth(alpha);
    const weeks = Array.from({ length: 104 - ahead / 7 }, (_, n) => n + ahead / 7);
    const said = weeks.map((week) => /** @type {[number, number]} */ ([week, state[WEDNESDAY + 7 * week - ahead]]));
    return [
      axes(days, [0, 26, 52, 78, 104], [0, 2000, 4000, 6000], ["week", "hires on Wednesdays"]) +
        Array.from({ length: 104 }, (_, week) => dot(days, week, values[WEDNESDAY + 7 * week], 2.5, "o")).join("") +
        `<path class="m" d="${line(days, said)}"/>`,
      axes(errors, [0, 0.25, 0.5, 0.75, 1], [600, 800, 1000, 1200], ["α", "mean error"]) +
        `<path class="m" d="${line(errors, ALPHAS.map((one, n) => /** @type {[number, number]} */ ([one, all(ahead)[n]])))}"/>` +
        `<path class="k" d="M38 ${place(errors.y(error(1, ahead)))}H330"/>` +
        dot(errors, alpha, error(alpha, ahead), 5, "b"),
    ];
  },
  say({ alpha, ahead }) {
    const [mine, naive] = [error(alpha, ahead), error(1, ahead)];
    return `With α = ${fixed(alpha, 2)} the forecasts ${ahead} days ahead miss ${fixed(mine, 0)} hires a day, ${fixed(mine / naive, 2)} of the ${fixed(naive, 0)} by which the same weekday misses.`;
  },
  reached({ alpha, ahead }) {
    return [ahead === 7 && error(alpha, 7) > error(1, 7), ahead === 7 && best(alpha, 7), ahead === 28 && best(alpha, 28)];
  },
};
