using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Web.Api.Bmc;
using Portal.Web.Api.Boot;
using Portal.Web.Api.Consoles;
using Portal.Web.Api.Fleet;
using Portal.Web.Api.Inventory;
using Portal.Web.Api.News;
using Portal.Web.Api.Readings;
using Portal.Web.Api.Tenants;
using Portal.Web.Components.Tenants;
using Portal.Web.Health;

namespace Portal.Web.Api;

/// <summary>The REST interface as a whole: how JSON reads, how errors read, what is where.</summary>
internal static class PortalApi
{
    private const string Root = "/api/v1";

    public static void AddPortalApi(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.ConfigureHttpJsonOptions(options =>
        {
            var json = options.SerializerOptions;
            json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.AllowDuplicateProperties = false;
            json.NumberHandling = JsonNumberHandling.Strict;
            json.RespectNullableAnnotations = true;
            json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        });
        // So that a body that does not fit comes to ApiExceptionHandler and gets its code.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddHttpContextAccessor();
        services.AddScoped<ApiCall>();
        services.AddSingleton<TailDesk>();
        services.AddSingleton<NewsDesk>();
        services.AddSingleton<HandOverReports>();
        services.AddExceptionHandler<ApiExceptionHandler>();
        services.AddPortalOpenApi();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
    }

    public static void MapPortalApi(this WebApplication app)
    {
        var api = app.MapGroup(Root);
        api.MapServers();
        api.MapPower();
        api.MapBoot();
        api.MapChassis();
        api.MapProtection();
        api.MapBulk();
        api.MapViews();
        api.MapConsole();
        api.MapConsoleInput();
        api.MapDoctor();
        api.MapRecord();
        api.MapLine();
        api.MapTokens();
        api.MapUsers();
        api.MapUserFactors();
        api.MapGrants();
        api.MapTenants();
        api.MapHandOvers();
        api.MapAccessRequests();
        api.MapObserverLinks();
        api.MapSearch();
        api.MapAlerts();
        api.MapAudit();
        api.MapSensors();
        api.MapEvents();
        api.MapBmc();
        api.MapInventory();
        api.MapNews();
        api.MapCredentials();
        api.MapSnippets();
        app.MapPortalOpenApi();
    }

    /// <summary>What routing refuses by itself (404, 405, 415) has no body: people get the page for it, programs a problem like for everything else.</summary>
    public static void UsePortalStatusPages(this WebApplication app)
    {
        app.UseWhen(context => !ApiProblem.IsForPrograms(context.Request), pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        app.UseWhen(context => ApiProblem.IsForPrograms(context.Request), programs => programs.UseStatusCodePages(async status =>
        {
            var context = status.HttpContext;
            if (context.Response.StatusCode == StatusCodes.Status404NotFound)
                await ApiProblem.WriteNotFound(context);
            else
                await ApiProblem.Write(context, context.Response.StatusCode, ApiExceptionHandler.CodeOf(context.Response.StatusCode), null);
        }));
    }

    /// <summary>Declares the problems an endpoint may answer.</summary>
    public static RouteHandlerBuilder ProducesApiProblem(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses.Append(StatusCodes.Status401Unauthorized))
            endpoint.Produces<ApiProblem>(status, ApiProblem.ContentType);
        return endpoint;
    }
}
