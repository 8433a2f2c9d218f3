using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Portal.Web.Api;

/// <summary>The description of the API for programs at <c>/openapi/v1.json</c> and for people at <c>/docs</c>. Readable without signing in: it tells nothing about a fleet.</summary>
internal static class OpenApi
{
    public const string Document = "v1";

    private const string Scheme = "bearer";

    public static void AddPortalOpenApi(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Pilotlight",
                Version = "1",
                Description = "Servers, power and consoles through their BMCs. JSON in camelCase, times in RFC 3339. Lists page by cursor and limit. "
                    + "Errors are problem details (RFC 9457) with a stable code. What is missing and what you may not see look the same: 404. "
                    + "Fields that a request does not know are refused. "
                    + "Live console bytes come from the SignalR hub at /hubs/console (JSON or MessagePack; cookie or access_token).",
            };
            // Relative: whoever reads it calls the portal they read it from.
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API token: made under My account, by POST /api/v1/tokens, or by the command token create.",
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
            OpenApiExamples.Add(document);
            return Task.CompletedTask;
        });
    });

    public static void MapPortalOpenApi(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapGet("/docs", async (HttpContext context, [FromKeyedServices(Document)] IOpenApiDocumentProvider documents, CancellationToken ct) =>
            Results.Content(DocsPage.Render(await documents.GetOpenApiDocumentAsync(ct)), "text/html; charset=utf-8")).AllowAnonymous().ExcludeFromDescription();
    }
}
