/** A sentence that lets one theme look in on another, so that themes share articles now and then. English only. */
export const mentions: Readonly<Record<string, readonly string[]>> = {
  "Asset transfers": [
    "In the same [session|statement], {office+} [returned|came back] to the frozen Russian assets and [their|the] transfer to Kyiv.",
    "[Part|A third] of the [bill|sum] could [come|be met] from frozen Russian assets, [should|if] the transfer [be approved|pass the courts].",
  ],
  Rearmament: [
    "[Others|Sceptics] [see|saw] it as a [sideshow|detail] next to rearmament, on which {12-90} billion [was|were] [promised|pledged] [this year|in the spring].",
    "[Higher|Rising] defence spending, {office+} [added|noted], [changes|does not change] the [sums|picture] [much|by itself].",
  ],
  "Sanctions effectiveness": [
    "{office+} [added|recalled] that sanctions against Russia have [so far|until now] failed to [end|shorten] the war.",
    "[On the side|At the margins], [ministers|experts] [disputed|asked] whether the sanctions [work|bite] [at all|as hoped|without better customs].",
  ],
  "Ceasefire diplomacy": [
    "[Much|A good deal] [depends|will turn] on whether ceasefire talks [resume|begin] [before the winter|in earnest], {office+} [said|thinks].",
    "[Nobody|No one] [wants|wished] to [disturb|burden] the ceasefire talks, [one|a] [diplomat|official] [said|explained].",
  ],
};
