"""Prints what a written-back model holds, as JSON: sums of its property sets, and what IfcOpenShell finds invalid."""

import json
import sys

import ifcopenshell
import ifcopenshell.util.element
import ifcopenshell.validate

model = ifcopenshell.open(sys.argv[1])
first_added = int(sys.argv[2])
log = ifcopenshell.validate.json_logger()
ifcopenshell.validate.validate(model, log, express_rules="--rules" in sys.argv)


def number_of(statement):
    instance = statement.get("instance")
    if instance is None:
        return 0
    return instance.id() if hasattr(instance, "id") else instance.get("id", 0)


elements = {}
for relation in model.by_type("IfcRelDefinesByProperties"):
    definition = relation.RelatingPropertyDefinition
    if definition.is_a("IfcPropertySet") and definition.Name == "CAI_CostAndCarbon":
        values = {}
        for single in definition.HasProperties:
            nominal = single.NominalValue
            unit = single.Unit
            values[single.Name] = {
                "type": nominal.is_a(),
                "value": nominal.wrappedValue,
                "unit": None if unit is None else unit.Currency,
            }
        for element in relation.RelatedObjects:
            elements[element.id()] = values
ids = [root.GlobalId for root in model.by_type("IfcRoot") if root.id() > first_added]
print(
    json.dumps(
        {
            "schema": model.schema,
            "elements": elements,
            "added": len(ids),
            "distinct": len(set(ids)),
            "invalid": [
                statement.get("message", "")
                for statement in log.statements
                if number_of(statement) > first_added
            ],
        }
    )
)
