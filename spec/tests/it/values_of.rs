//! Tables that list the values of parameters above.

/// What is left out of a table with values of more parameters than are looked for is told.
#[test]
fn values_beyond_the_bound_are_told() {
    let page = |count: usize| {
        let rows = (0..count).map(|at| format!("| p{at} | one |\n")).collect::<Vec<_>>().concat();
        let params = (0..count).map(|at| format!("| p{at} | text | optional | |\n")).collect::<Vec<_>>().concat();
        format!(
            "# Boats\n\n## Hire = `POST /boats`\n\n### Parameters\n\n| Name | Kind | Needed | Text |\n|---|---|---|---|\n{params}\n\
             ### Choices\n\n| Name | Choice |\n|---|---|\n{rows}"
        )
    };
    for (count, told) in [(1000, false), (1003, true)] {
        let reading = crate::read_text("page.md", page(count).as_bytes(), &crate::dialect("web"));
        let found = crate::rendered(&reading);
        let params = &reading.ir.apis[0].methods[0].params;
        assert_eq!(params.iter().filter(|param| !param.schema.values.is_empty()).count(), 1000);
        assert_eq!(
            found.contains("values of more than 1000 parameters, and 3 of the values are left out"),
            told,
            "{found}"
        );
    }
}
