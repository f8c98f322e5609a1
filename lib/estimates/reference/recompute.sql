-- An estimate of a model, worked out anew from its stored elements by the rules of the take-off and the price book as
-- docs state them, in another language than the product does. $1 tenant, $2 file, $3 the catalogue, $4 the price book,
-- $5 what the place, the rates and the currency are. One row a line; quantities and masses are rounded as lines are.
with entry as (
  select * from jsonb_to_recordset($3::jsonb) as e(
    id text, unit text, whole boolean, nothing boolean, density numeric, thickness numeric, unit_mass numeric,
    a1a3 numeric, stored numeric, waste_rate numeric, disposal numeric, haul_km numeric)
),
price as (
  select * from jsonb_to_recordset($4::jsonb) as p(
    id text, unit text, material numeric, labour numeric, equipment numeric, waste numeric, low numeric, high numeric)
),
terms as (
  select * from jsonb_to_record($5::jsonb) as t(
    factor numeric, labour_rate numeric, equipment_rate numeric, digits int, per_tonne_km numeric, waste_haul numeric)
),
element as (
  -- By text: a cast from double precision keeps 15 digits only.
  select ordinal, ifc_class, storey, materials,
         nullif(length_m::text::numeric, 0) as length, nullif(area_m2::text::numeric, 0) as area,
         nullif(volume_m3::text::numeric, 0) as volume, nullif(weight_kg::text::numeric, 0) as weight
  from elements where tenant_id = $1 and file_id = $2 and measured
),
named as (
  select e.ordinal, m.value ->> 'name' as name, (m.value ->> 'share')::numeric as share,
         (m.value ->> 'thicknessM')::numeric as layer, coalesce((m.value ->> 'shareAssumed')::boolean, false) as assumed,
         k.catalogue_id
  from element e
  cross join lateral jsonb_array_elements(e.materials) m
  left join materials k on k.tenant_id = $1 and k.file_id = $2 and k.name = m.value ->> 'name'
),
made_of as (
  select ordinal, string_agg(catalogue_id, ' ') as ids from named group by ordinal
),
whole(ifc_class, id) as (
  values ('IfcTank', 'tank'), ('IfcPump', 'pump'), ('IfcDuctSegment', 'duct'), ('IfcDuctFitting', 'duct-fitting'),
         ('IfcBoiler', 'boiler'), ('IfcUnitaryEquipment', 'air-handling-unit'), ('IfcSpaceHeater', 'radiator'),
         ('IfcSanitaryTerminal', 'sanitary'), ('IfcLightFixture', 'light'), ('IfcAirTerminal', 'air-terminal'),
         ('IfcCableCarrierSegment', 'cable-tray'), ('IfcTransportElement', 'lift'), ('IfcValve', 'valve'),
         ('IfcPipeFitting', 'pipe-fitting'), ('IfcOutlet', 'outlet'), ('IfcElectricDistributionBoard', 'switchboard')
),
-- Doors, windows, furniture and pipes are bought whole; which of them, their materials say.
product as (
  select e.ordinal, case
    when e.ifc_class in ('IfcDoor', 'IfcDoorStandardCase') then case
      when m.ids ~ '(^| )(timber-|plywood|mdf|particleboard|osb|glulam|door-wood|window-wood)' then 'door-wood-int'
      when m.ids ~ '(^| )(steel-|cast-iron)' then 'door-steel-ext'
      when m.ids ~ '(^| )(aluminium-|glass-)' then 'door-glass-alu'
      else 'door-wood-int' end
    when e.ifc_class in ('IfcWindow', 'IfcWindowStandardCase') then case
      when m.ids ~ '(^| )(timber-|plywood|mdf|particleboard|osb|glulam|door-wood|window-wood)' then 'window-wood-alu'
      when m.ids ~ '(^| )(pvc|window-pvc)' then 'window-pvc'
      when m.ids ~ '(^| )(aluminium-|window-alu|steel-)' then 'window-alu'
      else 'window-wood-alu' end
    when e.ifc_class = 'IfcPipeSegment' then case
      when m.ids ~ '(^| )copper' then 'pipe-copper'
      when m.ids ~ '(^| )(pvc|polyethylene)' then 'pipe-plastic'
      else 'pipe-steel' end
    when e.ifc_class in ('IfcFurniture', 'IfcFurnishingElement') then 'furniture'
    when w.id is not null then w.id
    when jsonb_array_length(e.materials) = 0 then case e.ifc_class
      when 'IfcRailing' then 'railing'
      when 'IfcCurtainWall' then 'curtain-wall' end
    end as catalogue_id
  from element e left join made_of m using (ordinal) left join whole w using (ifc_class)
),
portion as (
  select e.*, p.catalogue_id, 1::numeric as share, null::numeric as layer, true as is_product
  from element e join product p using (ordinal) where p.catalogue_id is not null
  union all
  select e.*, n.catalogue_id, n.share, n.layer, false
  from element e join product p using (ordinal) join named n using (ordinal)
  where p.catalogue_id is null and not n.assumed
),
sized as (
  select p.*, c.id, c.unit, c.whole, c.density, c.thickness, c.unit_mass,
         case when p.share > 0 then coalesce(p.volume * p.share, p.area * nullif(p.layer, 0)) end as part_volume
  from portion p join entry c on c.id = p.catalogue_id
  where c.whole = p.is_product
),
measured_part as (
  select s.*, case s.unit
    when 'pcs' then 1
    when 'm' then s.length
    when 'm2' then case
      when s.whole or s.layer = 0 then s.area
      when s.volume * s.share > 0 and s.layer > 0 then s.volume * s.share / s.layer
      when s.area is not null and (s.layer > 0 or s.share >= 1) then s.area
      else s.volume * s.share / nullif(s.thickness, 0) end
    when 'm3' then coalesce(s.part_volume, s.weight * s.share / nullif(s.density, 0))
    else coalesce(s.part_volume * s.density, s.weight * s.share) / case s.unit when 't' then 1000 else 1 end
    end as quantity
  from sized s
),
weighed_part as (
  select m.*, case
    when not m.whole and m.density is not null and m.part_volume is not null then m.part_volume * m.density
    when m.unit = 'kg' then m.quantity
    when m.unit = 't' then m.quantity * 1000
    when m.unit = 'm3' then m.quantity * m.density
    else m.quantity * m.unit_mass end as mass
  from measured_part m where m.quantity is not null
),
-- By the element's line: its cost group tells lines of one entry and class apart.
line as (
  select l.key, w.id, round(sum(w.quantity), 6) as quantity, round(sum(w.mass), 3) as mass,
         count(distinct w.ordinal)::int as elements
  from weighed_part w
  join cost_estimates c on c.tenant_id = $1 and c.file_id = $2
  join cost_estimate_lines l on l.tenant_id = $1 and l.estimate_id = c.id and l.catalogue_id = w.id
    and l.ifc_class = w.ifc_class and l.elements ? w.ordinal::text
  group by l.key, w.id
)
select l.key, l.quantity::text, l.mass::text as mass_kg, l.elements,
       likely as likely_minor, round(likely * p.low) as low_minor, round(likely * p.high) as high_minor,
       round(c.mass * e.a1a3 * 1000) as a1a3_g,
       round(c.mass * e.haul_km * t.per_tonne_km) as a4_g,
       round(c.mass * (1 / (1 - e.waste_rate) - 1)
         * (e.a1a3 * 1000 + e.haul_km * t.per_tonne_km + (t.waste_haul + e.disposal) * 1000)) as a5_g,
       round(c.mass * e.stored * 1000) as biogenic_g
from line l
join entry e on e.id = l.id
left join price p on p.id = l.id and p.unit = e.unit and not e.nothing
cross join terms t
left join lateral (
  select round((p.material * (1 + p.waste) + p.labour * t.labour_rate + p.equipment * t.equipment_rate) * t.factor, 4) as rate
) r on true
left join lateral (select round(l.quantity * r.rate * ('1e' || t.digits)::numeric) as likely) a on true
-- Carbon is counted of what has a factor.
left join lateral (select case when e.a1a3 is not null and not e.nothing then l.mass end as mass) c on true
order by l.key collate "C"
