/** A theme that a new workspace begins with; `rule` is source in the rule language. */
export interface StartingTheme {
  readonly name: string;
  readonly rule: string;
  /** Whether readers are asked what stance an article takes. */
  readonly asksStance: boolean;
}

const ASSET_TRANSFERS = `# Frozen or seized assets of a state or of people under sanctions, and what is done with them
(frozen OR immobili?ed) NEAR/6 (assets OR reserves OR funds OR money OR accounts OR billions)
OR (froze OR freez* OR unfreez* OR unfroze* OR immobili?e OR immobili?ing OR immobili?ation) NEAR/6 (assets OR reserves)
OR "frozen asset" OR "immobili?ed asset"
OR SENTENCE(
  (
    (seiz* OR confiscat* OR expropriat* OR forfeit* OR repurpos* OR transfer* OR unlock* OR windfall OR proceeds OR profits OR interest) NEAR/7 assets
      AND (Russia* OR Moscow OR Kremlin OR oligarch* OR sanction* OR frozen OR immobili?ed OR Euroclear)
    OR (Russia* NEAR/4 assets OR Russia* NEAR/4 "bank reserves")
      AND (loan* OR use OR used OR using OR utili* OR leverag* OR fund OR funding OR financ* OR compensat* OR reparation* OR rebuild* OR reconstruct* OR tap OR tapping OR Euroclear)
    OR (seiz* OR confiscat* OR impound* OR forfeit*) NEAR/8 (property OR properties OR wealth OR yacht* OR superyacht* OR villa OR villas OR mansion*)
      AND (oligarch* OR sanctioned)
  )
  NOT ((naval OR military OR air OR nuclear OR intelligence OR reconnaissance OR aviation OR enemy) NEAR/2 (asset OR assets))
)
OR ("reparation loan" OR "reparations loan" OR "reparative loan" OR "reparative loans" OR "reparation loans" OR "reparations loans")`;

const REARMAMENT = `# Armies being built up: arms deliveries, military aid, defence budgets, arms production
rearm OR rearms OR rearmed OR rearming OR rearmament OR "re arm" OR "re arming" OR "re armament" OR remilitari*
OR "arms race" OR "arms build up" OR "arms buildup"
OR SENTENCE(("military build up" OR "military buildup") NOT (border* OR "near" OR along OR around))
OR (rebuild* OR rebuilt OR strengthen* OR bolster* OR boost* OR reinforc* OR moderni?e* OR moderni?ing OR beef* OR equipping OR overhaul*)
  NEAR/5 (military OR army OR "armed forces" OR defences OR defenses OR =arsenal OR arsenals OR "air defen?e" OR "defen?e capabilities")
OR (expand* OR enlarg*) NEAR/4 (army OR "armed forces" OR "military capabilities" OR "arms production" OR "weapons production" OR "ammunition production")
# weapons and help that one country gives another
OR "military aid" OR "military assistance" OR "military support" OR "lethal aid" OR "security assistance" OR "arms package" OR "weapons package" OR "arms deliveries" OR "weapons deliveries"
OR "weapons for" OR "arms for" OR "ammunition for" OR "western weapons"
OR (buy OR buys OR buying OR bought OR purchas* OR procur* OR supply OR supplies OR supplied OR supplying OR deliver OR delivers OR delivered OR delivering OR delivery OR deliveries OR donat* OR shipped OR shipment* OR shipping OR send OR sends OR sending OR provide OR provides OR provided OR providing OR provision)
  NEAR/5 (weapon OR weapons OR weaponry OR arms OR armaments OR ammunition OR munitions OR howitzer OR howitzers OR tanks OR HIMARS OR ATACMS OR "fighter jets" OR "rocket systems" OR "missile systems" OR "air defen?e systems")
# money for armies
OR (defen?e OR military) NEAR/2 (spending OR budget OR budgets OR expenditure)
OR "arms production" OR "weapons production" OR "ammunition production"`;

const SANCTIONS_EFFECTIVENESS = `# Whether sanctions work: what they do, how they fail, how they are got around
SENTENCE(
  # they do something, or nothing
  sanctions NEAR/8 (effective OR effectively OR effectiveness OR ineffective OR ineffectual OR fail OR fails OR failed OR failing OR failure OR impact OR impacts OR effect OR effects OR bite OR bites OR biting OR hurt OR hurts OR hurting OR pain OR toll OR damage OR backfire* OR useless OR pointless)
  OR sanctions BEFORE/4 ("are working" OR "not working" OR "aren't working" OR "have worked" OR "not worked" OR "haven't worked" OR "not work" OR "don't work") OR "sanctions work" OR sanctions BEFORE/12 ("do they work" OR "are they working" OR "if they work")
  OR sanctions BEFORE/8 (cripple OR crippled OR weaken* OR strangl* OR undermin*)
  # they are got around or lived with
  OR sanction* NEAR/8 (evad* OR evasion OR circumvent* OR bypass* OR sidestep* OR dodg* OR skirt* OR loophole* OR busting OR workaround* OR "get around" OR "getting around" OR "gets around")
  OR sanctions NEAR/10 (withst* OR weather OR weathered OR weathering OR overcome OR overcame OR cope OR coping OR resilien* OR adapt OR adapts OR adapted OR adapting OR survive* OR "shrug off" OR "shrugged off")
  OR (despite OR "in spite of" OR notwithstanding) BEFORE/6 sanctions
  OR isolat* NEAR/8 (fail OR fails OR failed OR failing OR failure) AND (sanctions OR economic*)
)`;

const CEASEFIRE_DIPLOMACY = `# Talks and plans to stop the fighting
SENTENCE(
  (ceasefire* OR "cease fire" OR "cease fires" OR truce OR truces OR armistice*)
  NOT (violat* OR breach* OR gang OR gangs OR trade OR "ceasefire line")
)
OR peace NEAR/1 (talks OR negotiation OR negotiations OR negotiators OR plan OR plans OR deal OR deals OR agreement OR agreements OR proposal OR proposals OR settlement OR summit OR treaty OR accord OR accords OR process OR terms OR initiative OR formula OR efforts OR conference)
OR "peaceful settlement" OR "peaceful resolution" OR "peaceful solution" OR "negotiating table"
OR SENTENCE(
  (negotiat* OR talks OR mediat*) NEAR/12 ("end the war" OR "ending the war" OR "end the conflict" OR "end the fighting" OR "stop the war" OR "stop the fighting" OR hostilities)
  OR (negotiat* OR "talks with" OR "talks between") NEAR/8 (Russia OR Russian OR Kremlin OR Moscow OR Putin) AND (Ukrain* OR Kyiv OR Kiev OR Zelensk*)
)`;

/** The four themes of a new workspace. General: none of them is about one article, outlet or year. */
export const STARTING_THEMES: readonly StartingTheme[] = [
  { name: "Asset transfers", rule: ASSET_TRANSFERS, asksStance: false },
  { name: "Rearmament", rule: REARMAMENT, asksStance: false },
  { name: "Sanctions effectiveness", rule: SANCTIONS_EFFECTIVENESS, asksStance: true },
  { name: "Ceasefire diplomacy", rule: CEASEFIRE_DIPLOMACY, asksStance: false },
];
