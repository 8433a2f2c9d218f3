using System.Net;
using System.Text;
using Microsoft.OpenApi;

namespace Portal.Web.Api;

/// <summary>The API's description as one page of plain HTML: no script, nothing from elsewhere.</summary>
internal static class DocsPage
{
    public static string Render(OpenApiDocument document)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append("<title>").Append(Text(document.Info.Title)).Append(" API</title><link rel=\"icon\" href=\"/favicon.svg\"><link rel=\"stylesheet\" href=\"/css/tokens.css\"><link rel=\"stylesheet\" href=\"/css/docs.css\"></head><body><main>")
            .Append("<h1>").Append(Text(document.Info.Title)).Append(" API</h1><p>").Append(Text(document.Info.Description)).Append("</p>")
            .Append("<p><a href=\"/openapi/v1.json\">/openapi/v1.json</a></p><pre>curl -H \"Authorization: Bearer $TOKEN\" …/api/v1/servers</pre>");
        foreach (var (path, item) in document.Paths)
        {
            foreach (var (method, operation) in item.Operations ?? [])
                AppendOperation(html, method.Method, path, operation);
        }
        html.Append("<h2>Shapes</h2>");
        foreach (var (name, schema) in (document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>()).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            AppendSchema(html, name, schema);
        return html.Append("</main></body></html>").ToString();
    }

    private static void AppendOperation(StringBuilder html, string method, string path, OpenApiOperation operation)
    {
        html.Append("<section><h2><code>").Append(Text(method)).Append(' ').Append(Text(path)).Append("</code></h2><p>").Append(Text(operation.Summary)).Append(". ")
            .Append(Text(operation.Description)).Append("</p><dl>");
        foreach (var parameter in operation.Parameters ?? [])
            html.Append("<dt><code>").Append(Text(parameter.Name)).Append("</code></dt><dd>in ").Append(Text(parameter.In?.ToString().ToLowerInvariant())).Append("</dd>");
        foreach (var content in operation.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>())
            html.Append("<dt>body</dt><dd>").Append(Link(content.Value.Schema)).Append("</dd>");
        foreach (var (status, response) in operation.Responses ?? [])
        {
            html.Append("<dt>").Append(Text(status)).Append("</dt><dd>");
            foreach (var content in response.Content ?? new Dictionary<string, OpenApiMediaType>())
                html.Append(Text(content.Key)).Append(' ').Append(Link(content.Value.Schema)).Append(' ');
            html.Append("</dd>");
        }
        html.Append("</dl></section>");
    }

    private static void AppendSchema(StringBuilder html, string name, IOpenApiSchema schema)
    {
        html.Append("<section id=\"").Append(Text(name)).Append("\"><h3>").Append(Text(name)).Append("</h3><p>").Append(Text(schema.Description)).Append("</p><dl>");
        foreach (var (property, type) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            html.Append("<dt><code>").Append(Text(property)).Append("</code>").Append(schema.Required?.Contains(property) == true ? " (required)" : "").Append("</dt><dd>")
                .Append(Link(type)).Append(' ').Append(Text(type.Description)).Append("</dd>");
        }
        if (schema.Enum is { Count: > 0 } values)
            html.Append("<dt>one of</dt><dd>").Append(Text(string.Join(", ", values.Select(value => value?.ToString())))).Append("</dd>");
        html.Append("</dl></section>");
    }

    private static string Link(IOpenApiSchema? schema) => schema switch
    {
        null => "",
        OpenApiSchemaReference reference => $"<a href=\"#{Text(reference.Reference.Id)}\">{Text(reference.Reference.Id)}</a>",
        { Items: { } items } => $"list of {Link(items)}",
        { OneOf: { Count: > 0 } any } => string.Join(" or ", any.Select(Link).Where(text => text.Length > 0)),
        _ => Text($"{schema.Type?.ToString().ToLowerInvariant()} {schema.Format}".Trim()),
    };

    private static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");
}
