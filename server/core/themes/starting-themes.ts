/** A theme that a new workspace begins with; `rule` is source in the rule language. */
export interface StartingTheme {
  readonly name: string;
  readonly rule: string;
  /** Whether readers are asked what stance an article takes. */
  readonly asksStance: boolean;
}

const ASSET_TRANSFERS = `# Frozen or seized assets of a state or of people under sanctions, and what is done with them
SENTENCE(
  ((frozen OR froze OR freez* OR unfreez* OR unfroze* OR immobili?ed OR immobili?e OR immobili?ing OR immobili?ation) NEAR/6 (assets OR reserves) OR "frozen asset" OR "immobili?ed asset" OR "asset freeze" OR "asset freezes" OR "asset freezing")
  # what the police or a court freezes is another matter, unless it is about a state or sanctions
  AND (Russia* OR Moscow OR Kremlin OR oligarch* OR sanction* OR Euroclear OR "central bank" OR state OR government OR regime
    OR NOT (police OR raid* OR fraud* OR launder* OR forensic OR customer* OR crypto* OR newspaper OR paper OR publication))
)
OR SENTENCE(
  (frozen OR froze OR freez* OR unfreez* OR immobili?ed) NEAR/6 (funds OR money OR accounts OR billions)
  AND (Russia* OR Moscow OR Kremlin OR oligarch* OR sanction* OR Euroclear OR Afghan* OR Iran* OR Venezuela* OR Libya* OR Syria* OR "central bank" OR regime OR abroad)
)
OR SENTENCE(
  (
    (seiz* OR confiscat* OR expropriat* OR forfeit* OR repurpos* OR transfer* OR unlock* OR windfall OR proceeds OR profits OR interest) NEAR/7 assets
      AND (Russia* OR Moscow OR Kremlin OR oligarch* OR sanction* OR frozen OR immobili?ed OR Euroclear)
    OR (Russia* NEAR/4 assets OR Russia* NEAR/4 "bank reserves")
      AND (loan* OR use OR used OR using OR utili* OR leverag* OR fund OR funding OR financ* OR compensat* OR reparation* OR rebuild* OR reconstruct* OR tap OR tapping OR Euroclear)
    OR (seiz* OR confiscat* OR impound* OR forfeit*) NEAR/8 (property OR properties OR wealth OR yacht* OR superyacht* OR villa OR villas OR mansion*)
      AND (oligarch* OR sanctioned)
    OR (seiz* OR confiscat* OR impound* OR forfeit*) NEAR/8 (yacht* OR superyacht* OR villa OR villas OR mansion* OR "state property" OR "property abroad") AND (Russia* OR Putin* OR Kremlin)
  )
  NOT ((naval OR military OR air OR nuclear OR intelligence OR reconnaissance OR aviation OR enemy) NEAR/2 (asset OR assets))
)
OR ("reparation loan" OR "reparations loan" OR "reparative loan" OR "reparative loans" OR "reparation loans" OR "reparations loans")`;

const REARMAMENT = `# Armies being built up: arms deliveries, military aid, defence budgets, arms production
rearm OR rearms OR rearmed OR rearming OR rearmament OR "re arm" OR "re arming" OR "re armament" OR remilitari*
OR "arms race" OR "arms build up" OR "arms buildup"
OR SENTENCE(("military build up" OR "military buildup") NOT (border* OR "near" OR along OR around OR deploy* OR region* OR threat* OR carrier OR carriers OR fleet))
OR SENTENCE((rebuild* OR rebuilt OR strengthen* OR bolster* OR boost* OR reinforc* OR moderni?e* OR moderni?ing OR beef* OR equipping OR overhaul*)
  NEAR/5 (military OR army OR "armed forces" OR defences OR defenses OR =arsenal OR arsenals OR "air defen?e" OR "defen?e capabilities") NOT (finances OR morale OR economy OR popularity))
OR (expand* OR enlarg*) NEAR/4 (army OR "armed forces" OR "military capabilities" OR "arms production" OR "weapons production" OR "ammunition production")
# weapons and help that one country gives another
OR military BEFORE/3 aid OR "military assistance" OR "lethal aid" OR "security assistance" OR "arms package" OR "weapons package" OR "arms deliveries" OR "weapons deliveries"
OR ("military support" OR "defen?e support") NEAR/4 (to OR for OR from OR pledge* OR promis* OR increas* OR further) OR provid* NEAR/3 "military support"
OR "arms deal" OR "arms deals" OR "arms sale" OR "arms sales" OR "weapons sales" OR "arms exports" OR "weapons exports" OR "arms shipments" OR "arms supplies"
OR "weapons for" OR "arms for" OR "ammunition for" OR "western weapons" OR "more weapons" OR "more ammunition"
OR SENTENCE((buy OR buys OR buying OR bought OR purchas* OR procur* OR supply OR supplies OR supplied OR supplying OR deliver OR delivers OR delivered OR delivering OR delivery OR deliveries OR donat* OR shipped OR shipment* OR shipping OR send OR sends OR sending OR provide OR provides OR provided OR providing OR provision OR transfer OR transfers OR transferred OR transferring)
  NEAR/5 (weapon OR weapons OR weaponry OR arms OR armaments OR ammunition OR munitions OR howitzer OR howitzers OR tanks OR HIMARS OR ATACMS OR "fighter jets" OR "rocket systems" OR "missile systems" OR "air defen?e systems"))
OR SENTENCE((donat* OR supplies OR supplied OR supplying OR buy OR buys OR buying OR purchas* OR procur* OR deliveries OR provide OR provides OR providing) NEAR/5 missiles)
OR SENTENCE((get OR gets OR receive OR receives OR received) NEAR/5 (weapons OR tanks OR howitzers OR HIMARS OR "fighter jets"))
# money for armies
OR (defen?e OR military) NEAR/2 (spending OR budget OR budgets OR expenditure)
OR "arms production" OR "weapons production" OR "ammunition production" OR "missile production"
OR SENTENCE(("ramp up" OR "ramping up" OR "ramps up" OR "mass production" OR "full scale production" OR "increase production") NEAR/8 (weapons OR arms OR ammunition OR munitions OR missile OR missiles OR shells OR drones))`;

const SANCTIONS_EFFECTIVENESS = `# Whether sanctions work: what they do, how they fail, how they are got around
SENTENCE(
  # they do something, or nothing
  sanctions NEAR/8 (effective OR effectively OR effectiveness OR ineffective OR ineffectual OR impact OR impacts OR effects OR bite OR bites OR biting OR hurt OR hurts OR hurting OR pain OR toll OR damage OR backfire* OR useless OR pointless OR unproductive OR counterproductive)
  OR effect NEAR/3 sanctions NOT ("into effect" OR "take effect" OR "took effect" OR "in effect")
  OR sanctions BEFORE/5 (fail OR fails OR failed OR failing OR failure) OR (failing OR failed OR failure) BEFORE/2 sanctions
  OR sanctions BEFORE/5 hitting OR "caused by" BEFORE/4 sanctions
  OR sanctions BEFORE/4 ("are working" OR "not working" OR "aren't working" OR "have worked" OR "not worked" OR "haven't worked" OR "not work" OR "don't work") OR "sanctions work" OR sanctions BEFORE/12 ("do they work" OR "are they working" OR "if they work")
  OR sanctions BEFORE/4 (cripple OR crippled OR weaken* OR strangl* OR undermin*) OR (undermine OR undermines OR undermined OR undermining OR blunt*) BEFORE/4 sanctions
  OR sanctions NEAR/8 repercussion* OR sanctions BEFORE/5 ("not enough" OR "not help" OR "won't help" OR "little effect") OR "pummelled by" BEFORE/8 sanctions
  OR ("sanctions hit" OR "sanction hit") AND (econom* OR grow* OR shrink*)
  # they are got around or lived with
  OR ("due to" OR "because of" OR "thanks to" OR "as a result of") BEFORE/4 sanctions
  OR avoid* BEFORE/5 sanctions OR bypass* BEFORE/8 sanction* OR sanctions BEFORE/4 (bypassed OR bypassing)
  OR sanction* NEAR/8 (evad* OR evasion OR circumvent* OR sidestep* OR dodge OR dodges OR dodged OR dodging OR skirt* OR loophole* OR busting OR workaround* OR "get around" OR "getting around" OR "gets around")
  OR (cope OR copes OR coping OR resist OR resists OR withstand) NEAR/4 (sanctions OR embargo)
  OR sanctions NEAR/10 (withst* OR weather OR weathered OR weathering OR overcome OR overcame OR cope OR coping OR resilien* OR adapt OR adapts OR adapted OR adapting OR survive* OR "shrug off" OR "shrugged off")
  OR (despite OR "in spite of" OR notwithstanding) BEFORE/6 sanctions NOT (threat* BEFORE/3 sanctions)
  OR isolat* NEAR/8 (fail OR fails OR failed OR failing OR failure) AND (sanctions OR economic*)
)`;

const CEASEFIRE_DIPLOMACY = `# Talks and plans to stop the fighting
SENTENCE(
  (ceasefire* OR "cease fire" OR "cease fires" OR truce OR truces OR armistice*)
  NOT (violat* OR breach* OR gang OR gangs OR trade OR "ceasefire line")
)
OR peace NEAR/1 (talks OR negotiation OR negotiations OR negotiators OR plan OR plans OR deal OR deals OR agreement OR agreements OR proposal OR proposals OR settlement OR summit OR treaty OR accord OR accords OR process OR terms OR initiative OR formula OR efforts OR conference OR mission OR bid OR push OR offer)
OR "peaceful settlement" OR "peaceful resolution" OR "peaceful solution" OR "negotiating table"
OR SENTENCE(
  (negotiat* OR talks OR mediat*) NEAR/12 ("end the war" OR "ending the war" OR "end the conflict" OR "end the fighting" OR "stop the war" OR "stop the fighting" OR hostilities)
  OR (end OR ending OR stop OR stopping OR halt OR halting) BEFORE/3 (war OR fighting) AND (talks OR negotiat* OR mediat* OR diplomatic OR diplomacy)
  OR "Ukraine talks" OR "Ukraine negotiations" OR "Russia negotiations" OR "Taliban talks"
  OR (negotiat* OR "talks with" OR "talks between" OR "direct talks" OR "Russia talks" OR mediat*) NEAR/8 (Russia OR Russian OR Kremlin OR Moscow OR Putin OR separatists) AND (Ukrain* OR Kyiv OR Kiev OR Zelensk*) NOT (maritime OR gas OR grain OR prisoner*)
  OR talks NEAR/6 (stall* OR collapse* OR progress OR resume* OR confrontational OR round) AND (Russia* OR Moscow) AND (Ukrain* OR Kyiv OR Zelensk*)
  OR (call OR calls OR called OR appeal OR appeals OR urge OR urges OR plan OR roadmap) NEAR/3 peace AND (war OR Ukrain* OR Russia* OR Gaza OR Israel* OR "Middle East" OR Syria* OR Yemen OR Sudan)
  OR "Normandy talks" OR "Normandy format"
)`;

/** The four themes of a new workspace. General: none of them is about one article, outlet or year. */
export const STARTING_THEMES: readonly StartingTheme[] = [
  { name: "Asset transfers", rule: ASSET_TRANSFERS, asksStance: false },
  { name: "Rearmament", rule: REARMAMENT, asksStance: false },
  { name: "Sanctions effectiveness", rule: SANCTIONS_EFFECTIVENESS, asksStance: true },
  { name: "Ceasefire diplomacy", rule: CEASEFIRE_DIPLOMACY, asksStance: false },
];
