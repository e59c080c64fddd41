export const EXAMPLES: readonly { name: string; rule: string }[] = [
  { name: "A phrase, or two words close together", rule: '"frozen assets" OR (frozen OR seized) NEAR/5 (assets OR funds)' },
  { name: "Talks, but not the daily count of violations", rule: "SENTENCE((ceasefire* OR truce) NOT (violat* OR breach*))" },
  { name: "A name and not the common word", rule: "=Turkey AND (Ankara OR Turkish)" },
  { name: "Getting round sanctions", rule: "SENTENCE(sanction* NEAR/8 (evad* OR circumvent* OR loophole*))" },
  { name: "Any script", rule: "санкції OR санкц* OR Sanktionsumgehung*" },
];

/** What stands in the fields before anybody tries something. */
export const FIRST = {
  rule: EXAMPLES[0]!.rule,
  title: "Ministers weigh a loan backed by frozen assets",
  text: `The finance ministers met in Brussels on Monday. They discussed whether the assets that were frozen in 2022 could back a loan.

Traders in Turkey said that sanctions are evaded through shell firms. Санкції діють, сказав речник. Observers counted three breaches of the ceasefire, and talks about a truce go on.`,
};
