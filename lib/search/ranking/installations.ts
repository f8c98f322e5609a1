/**
 * Doors, fittings and building services by the words for them in English, German and Dutch, the more special first;
 * words of five letters or more count inside compounds too. In the form of `normaliseMaterialName`, without blanks.
 */
export const INSTALLATIONS: Record<string, string> = {
  "heat-pump": "heatpump warmepumpe warmtepomp wp chiller kaltemaschine koelmachine",
  "air-handling-unit":
    "ahu rlt rltgerat lbk airhandling luftbehandlung luchtbehandeling luftungsgerat ventilationunit ventilatieunit luftungsanlage",
  "fire-terminal": "sprinkler loschanlage hydrant",
  radiator: "radiator heizkorper convector konvektor heizflache",
  boiler: "boiler heizkessel brennwert kessel ketel cvketel therme",
  lift: "passengerlift elevator aufzug liftinstallatie lift lifts personenlift",
  sanitary:
    "sanitar sanitair sanitary waschtisch wastafel washbasin toilet toiletten basins wc dusche douche urinal",
  light:
    "leuchte luminaire lighting lightfixture beleuchtung verlichting armatur armaturen armatuur downlight lamp lampen led",
  "duct-fitting": "ductfitting kanalformstuck",
  duct: "luftkanal luftungskanal luchtkanaal luchtkanal kanaalwerk spirokanaal spirokanal spiralduct ductwork wickelfalz duct ducts",
  "cable-tray": "cabletray kabelrinne kabeltrasse kabelgoot kabelladder",
  switchboard:
    "switchboard verteiler schaltschrank schakelkast distributionboard meterkast unterverteilung groepenkast",
  outlet: "steckdose stopcontact socket schalter wandcontactdoos",
  "electrical-equipment": "transformator transformer generator trafo",
  cable: "cable cables kabel bekabeling verkabelung elektroleitung wiring",
  "waste-terminal": "bodenablauf floordrain gully dachablauf afvoerput",
  "air-terminal": "luftauslass airterminal grille luchtrooster ventilatierooster drallauslass",
  "pipe-copper": "kupferrohr copperpipe koperenbuis koperleiding",
  "pipe-plastic": "pvcrohr htrohr kunststoffrohr kunststofleiding plasticpipe pvcbuis abwasserrohr riolering",
  "pipe-steel":
    "rohrleitung wasserleitung waterleiding pipework waterpipe stahlrohr leidingwerk leidingen leiding leitungen pipes pipe rohre rohr buizen buis",
  railing: "railing gelander balustrade leuning handrail brustungsgelander hekwerk",
  "door-garage":
    "garagentor rolltor garagedeur sectionaltor overheaddeur rollerdoor sektionaltor loadingdoor",
  "door-steel-ext": "stahltur steeldoor brandschutztur brandwerendedeur firedoor metaldoor stalendeur",
  "door-glass-alu": "glastur glassdoor glazendeur aludoor alutur",
  "door-wood-ext": "haustur frontdoor entrancedoor voordeur buitendeur aussentur externaldoor",
  "door-wood-int":
    "innentur internaldoor interiordoor binnendeur zimmertur turblatt deuren turen deur doors door tur",
  "laminate-floor": "laminat laminaat laminate",
};
