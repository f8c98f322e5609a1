import type { z } from "zod";
import type { CreateEstimate } from "#lib/estimates/create-estimate.ts";

type Input = z.input<typeof CreateEstimate>;
type Quantity = Input["materials"][string];

const m3 = (quantity: number): Quantity => ({ quantity, unit: "m3" });
const m2 = (quantity: number): Quantity => ({ quantity, unit: "m2" });
const kg = (quantity: number): Quantity => ({ quantity, unit: "kg" });
const pcs = (quantity: number): Quantity => ({ quantity, unit: "pcs" });

interface Building {
  description: string;
  area: number;
  location: string;
  labour: string;
  equipment: string;
  materials: Record<string, Quantity>;
}

/** Buildings as a quantity surveyor's office has them: a few of a kind, so that each has its like. */
const BUILDINGS: readonly Building[] = [
  {
    description: "Harbour Street offices, reinforced concrete frame, 5 storeys",
    area: 4200,
    location: "Chicago",
    labour: "62.00",
    equipment: "48.00",
    materials: {
      "Ready-mix concrete C30/37": m3(1510),
      "Steel reinforcement": kg(166000),
      "Curtain wall, frame and glazing": m2(1480),
      "Standard plasterboard": m3(62),
      "Stone wool batts": m3(240),
      "Synthetic carpet": m2(3300),
    },
  },
  {
    description: "Riverside offices, concrete frame, 6 storeys",
    area: 5100,
    location: "Chicago",
    labour: "64.00",
    equipment: "50.00",
    materials: {
      "Ready-mix concrete C30/37": m3(1860),
      "Steel reinforcement": kg(204000),
      "Curtain wall, frame and glazing": m2(1730),
      "Standard plasterboard": m3(75),
      "Stone wool batts": m3(285),
      "Synthetic carpet": m2(4100),
    },
  },
  {
    description: "Canal House offices, in-situ concrete frame, 5 storeys",
    area: 3850,
    location: "Chicago",
    labour: "61.00",
    equipment: "47.00",
    materials: {
      "Ready-mix concrete C30/37": m3(1390),
      "Steel reinforcement": kg(149000),
      "Curtain wall, frame and glazing": m2(1390),
      "Standard plasterboard": m3(58),
      "Stone wool batts": m3(214),
      "Synthetic carpet": m2(2950),
    },
  },
  {
    description: "Station Square offices, steel frame with composite floors, 7 storeys",
    area: 6400,
    location: "New York",
    labour: "78.00",
    equipment: "55.00",
    materials: {
      "Structural steel": kg(410000),
      "Ready-mix concrete C30/37": m3(980),
      "Steel reinforcement": kg(71000),
      "Curtain wall, frame and glazing": m2(2600),
      "Standard plasterboard": m3(98),
    },
  },
  {
    description: "Maple Grove primary school, timber frame, 2 storeys",
    area: 2300,
    location: "Boston",
    labour: "58.00",
    equipment: "42.00",
    materials: {
      CLT: m3(540),
      Glulam: m3(130),
      "Ready-mix concrete C30/37": m3(310),
      "Steel reinforcement": kg(24000),
      "Timber cladding": m2(1250),
      "Window wood/alu": m2(420),
      Linoleum: m2(2050),
    },
  },
  {
    description: "Hillcrest primary school, cross-laminated timber, 2 storeys",
    area: 2750,
    location: "Boston",
    labour: "60.00",
    equipment: "44.00",
    materials: {
      CLT: m3(655),
      Glulam: m3(150),
      "Ready-mix concrete C30/37": m3(365),
      "Steel reinforcement": kg(29000),
      "Timber cladding": m2(1430),
      "Window wood/alu": m2(505),
      Linoleum: m2(2400),
    },
  },
  {
    description: "Orchard Lane apartments, brick and block, 4 storeys",
    area: 3100,
    location: "Chicago",
    labour: "57.00",
    equipment: "40.00",
    materials: {
      "Clay brick": m3(410),
      "Dense concrete block": m3(360),
      "Hollow-core floor slab": m3(620),
      "Ready-mix concrete C30/37": m3(290),
      "Window PVC": m2(560),
      "Interior wood door": pcs(210),
      "Stone wool batts": m3(310),
    },
  },
  {
    description: "Mill Road apartments, masonry, 3 storeys",
    area: 2450,
    location: "Chicago",
    labour: "55.00",
    equipment: "40.00",
    materials: {
      "Clay brick": m3(335),
      "Dense concrete block": m3(290),
      "Hollow-core floor slab": m3(480),
      "Ready-mix concrete C30/37": m3(240),
      "Window PVC": m2(430),
      "Interior wood door": pcs(160),
      "Stone wool batts": m3(235),
    },
  },
  {
    description: "Gate 4 distribution warehouse, steel portal frame",
    area: 11800,
    location: "US average",
    labour: "52.00",
    equipment: "61.00",
    materials: {
      "Structural steel": kg(520000),
      "Ready-mix concrete C30/37": m3(2450),
      "Steel reinforcement": kg(98000),
      PIR: m3(1300),
      "Garage door": pcs(24),
    },
  },
];

/** What `createEstimate` takes, the first one last: it is the newest then. */
export const DEMO_ESTIMATES: readonly Input[] = [...BUILDINGS]
  .reverse()
  .map(({ description, area, location, labour, equipment, materials }) => ({
    description,
    materials,
    location,
    labor_rate: labour,
    equipment_rate: equipment,
    floor_area_m2: area,
  }));
