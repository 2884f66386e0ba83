//! What stands in the columns that people fill in.

use super::tag::{Department, Field, Filled, Role, Tags};

impl Tags {
    /// The bodies in one of the two columns of departments: those that lead, or those that support; none in any other.
    ///
    /// Bodies responsible without a distinction stand with those that lead, unless the plan or a person says who leads, be it nobody:
    /// then they support.
    pub fn bodies(&self, column: Field) -> impl Iterator<Item = &Department> {
        let said = self.filled_in(Field::Lead).is_some();
        let led = said || self.departments.iter().any(|d| d.role == Role::Lead);
        let leads =
            move |d: &Department| d.role == Role::Lead || (d.role == Role::Responsible && !led);
        self.departments.iter().filter(move |d| match column {
            Field::Lead => leads(d),
            Field::Support => !leads(d),
            Field::Deadline | Field::Remark => false,
        })
    }

    /// What a person filled in for `field`; it stands in the place of what the rules say.
    pub fn filled_in(&self, field: Field) -> Option<&Filled> {
        self.filled.iter().find(|filled| filled.field == field)
    }
}
