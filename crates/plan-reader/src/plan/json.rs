use serde_json::{Map, Value, json};

use super::{Field, Plan, Task};

impl Plan {
    /// The plan as one flat JSON object: plain values first, and under `fields` every field with its source.
    ///
    /// Keys are stable: `title`, `number`, `issuer`, `year`, `date`, `period`, `tasks`, `targets`, `legal_basis`,
    /// `audiences`, `forms`, `reform_areas`, `reporting_duties`, `recipients`, `signer`, `remarks`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut flat = Map::new();
        let mut put = |key: &str, value: Value| {
            flat.insert(key.to_owned(), value);
        };
        put("title", text(self.title.as_ref()));
        put("number", text(self.number.as_ref()));
        put("issuer", text(self.issuer.as_ref()));
        put("superior", text(self.superior.as_ref()));
        put("place", text(self.place.as_ref()));
        put("year", plain(self.year.as_ref()));
        put("date", plain(self.date.as_ref()));
        put(
            "period",
            self.period.as_ref().map_or(Value::Null, |period| {
                json!([period.value.start, period.value.end])
            }),
        );
        put(
            "targets",
            self.targets
                .iter()
                .map(|target| {
                    let Field { value, .. } = target;
                    json!({
                        "percent": value.percent, "comparison": value.comparison, "of": value.of,
                        "about": format!("{} {}", value.of, value.reaches).trim(), "by": value.by,
                    })
                })
                .collect(),
        );
        put("legal_basis", list(&self.legal_basis));
        put("audiences", list(&self.audiences));
        put("scope", list(&self.scope));
        put("contents", list(&self.contents));
        put("reform_areas", list(&self.reform_areas));
        put("forms", list(&self.forms));
        put("reporting_duties", list(&self.reporting_duties));
        put("recipients", list(&self.recipients));
        put(
            "signer",
            self.signer.as_ref().map_or(Value::Null, |signer| {
                json!({
                    "authority": text(signer.authority.as_ref()),
                    "position": text(signer.position.as_ref()),
                    "name": text(signer.name.as_ref()),
                })
            }),
        );
        put("tasks", self.tasks.iter().map(task).collect());
        put("remarks", json!(self.remarks));
        put("fields", serde_json::to_value(self).unwrap_or_default());
        Value::Object(flat)
    }
}

fn task(task: &Task) -> Value {
    let leads: Vec<&str> = task.leads.iter().map(|unit| unit.value.name.as_str()).collect();
    let coordinators: Vec<&str> = task
        .coordinators
        .iter()
        .map(|unit| unit.value.name.as_str())
        .collect();
    json!({
        "no": text(task.no.as_ref()),
        "section": text(task.section.as_ref()),
        "content": task.content.value,
        "alternatives": task.alternatives,
        "lead": leads.first(),
        "leads": leads,
        "lead_text": text(task.lead_text.as_ref()),
        "coordinators": coordinators,
        "coordinators_text": text(task.coordinators_text.as_ref()),
        "time_text": text(task.time_text.as_ref()),
        "time": task.time.as_ref().map(|reading| reading.window.flat()),
        "product": text(task.product.as_ref()),
    })
}

fn text(field: Option<&Field<String>>) -> Value {
    field.map_or(Value::Null, |field| Value::from(field.value.as_str()))
}

fn plain<T: serde::Serialize>(field: Option<&Field<T>>) -> Value {
    field.map_or(Value::Null, |field| json!(field.value))
}

fn list<T: serde::Serialize>(fields: &[Field<T>]) -> Value {
    fields.iter().map(|field| json!(field.value)).collect()
}
