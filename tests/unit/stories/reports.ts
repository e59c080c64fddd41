/** Made-up reports for the tests of stories: two on one event that are not copies, one on another, and what surrounds them. */
export const bridgeReport =
  "The council of Marlow Bay voted on Tuesday night to close the old harbour bridge to all traffic from next month, after engineers found cracks in two of its four main supports. " +
  "The mayor, Elin Torvald, said that the decision had not been easy, because nearly nine thousand people cross the bridge every working day. " +
  "A ferry will run every ten minutes between the two banks until a temporary crossing opens in the spring. " +
  "Shopkeepers on the eastern side fear for their winter trade and asked the council for relief on their rates. " +
  "An inspection in August had rated the structure as safe for another five years, and the opposition now wants to know who signed that paper. " +
  "The county has promised to pay half of the repair, which the engineers put at forty million crowns.";

export const bridgeOtherReport =
  "Nine thousand commuters in Marlow Bay must find another way to work: their bridge is shutting. " +
  "Cracks discovered by a team of engineers left councillors with little choice, several of them told this newspaper after a late sitting on Tuesday. " +
  "For Jonas Reed, who runs a bakery a stone's throw from the eastern ramp, it is a disaster, and he expects to lose every second customer. " +
  "Mayor Torvald defended herself against the charge that warnings were ignored, pointing at a clean bill of health from the summer. " +
  "Boats are to replace the crossing for the winter, and money from the county will cover part of a bill that may yet grow.";

export const harvestReport =
  "Wheat growers in the northern plains expect the smallest harvest in eleven years after a dry spring and a storm in June that flattened whole fields. " +
  "The farmers' union puts the loss at a fifth of last year's crop and asks the ministry to bring forward the payments that are due in November. " +
  "Millers say that they have enough grain in store until February, but that bread will cost more from the new year whatever happens. " +
  "The ministry is to publish its own estimate on Friday, and traders in the capital expect it to be lower still.";

export const clinicReport =
  "A clinic for people who live far from any hospital has opened in the former railway station of Osk, the first of twelve that the region has planned. " +
  "Three nurses and a doctor will see patients on four days a week, and a van with an X-ray machine calls on the fifth. " +
  "Until now the sick had to travel two hours by bus, and many did not go at all, a study by the university found. " +
  "The second clinic is to open in March in the school at Lund, once its roof has been mended.";

export const subscriptionNotice =
  "This article is for subscribers only. To continue reading, sign in to your account or choose one of our offers. " +
  "With a subscription you read all articles on all of your devices, receive our morning letter before seven, and support independent reporting in your region. " +
  "You can cancel at any time. Questions? Our service team is there for you on working days from eight until six.";

/** What an outlet prints under every article. */
export const siteFooter =
  "Follow us on all channels and never miss the news from your region. Subscribe to our newsletter and receive the five most important reports every morning. " +
  "All rights reserved. No part of this site may be reproduced without the written permission of the publisher. Letters to the editor are welcome and may be shortened. " +
  "This page was produced by the regional desk. Do you have a tip for us? Write to the desk or call our editors at any hour.";
