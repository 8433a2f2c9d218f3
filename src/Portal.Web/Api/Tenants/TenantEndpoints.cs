using Portal.Fleet.Access;
using Portal.Fleet.Tenants;

namespace Portal.Web.Api.Tenants;

/// <summary><c>/api/v1/tenants</c>.</summary>
internal static class TenantEndpoints
{
    public static void MapTenants(this RouteGroupBuilder api)
    {
        var tenants = api.MapGroup("/tenants").WithTags("Tenants");
        tenants.MapGet("", ListAsync).WithSummary("All tenants, by name").WithDescription("For the platform's administrators. query finds a part of the name.").Produces<ApiPage<TenantJson>>().ProducesApiProblem(400, 404);
        tenants.MapPost("", AddAsync).WithSummary("Add a tenant").Produces<TenantJson>(StatusCodes.Status201Created).ProducesApiProblem(400, 404, 409);
        tenants.MapGet("/{id}", GetAsync).WithSummary("One tenant").Produces<TenantJson>().ProducesApiProblem(404);
        tenants.MapPatch("/{id}", ChangeAsync).WithSummary("Rename, suspend or resume a tenant, or say what its people may hold")
            .WithDescription("Counts at once: what a suspended tenant's people have open ends.").Produces<TenantJson>().ProducesApiProblem(400, 403, 404, 409);
        tenants.MapDelete("/{id}", DeleteAsync).WithSummary("Remove a tenant that has neither servers nor people").WithDescription("Reports of its hand-overs stay.")
            .Produces(StatusCodes.Status204NoContent).ProducesApiProblem(403, 404, 409);
    }

    private static async Task<IResult> ListAsync(ApiCall call, TenantDirectory tenants, string? query, string? cursor, string? limit, CancellationToken ct)
    {
        var list = (await tenants.ListAsync(call.Caller, ct)).Where(tenant => string.IsNullOrWhiteSpace(query) || tenant.Name.Contains(query.Trim(), StringComparison.OrdinalIgnoreCase));
        return Results.Ok(ApiPage.Cut(list.OrderBy(KeyOf, StringComparer.Ordinal), cursor, ApiPage.ReadLimit(limit), KeyOf, TenantJson.From));
    }

    private static async Task<IResult> AddAsync(ApiCall call, TenantDirectory tenants, TenantRequest body, CancellationToken ct)
    {
        var id = await tenants.AddAsync(call.Caller, body.Name, ct);
        return Results.Created($"/api/v1/tenants/{id:N}", TenantJson.From(await tenants.GetAsync(call.Caller, id, ct)));
    }

    private static async Task<IResult> GetAsync(ApiCall call, TenantDirectory tenants, string id, CancellationToken ct) =>
        Results.Ok(TenantJson.From(await tenants.GetAsync(call.Caller, Read(id), ct)));

    private static async Task<IResult> ChangeAsync(ApiCall call, TenantDirectory tenants, string id, TenantChangeRequest body, CancellationToken ct)
    {
        var tenant = await tenants.GetAsync(call.Caller, Read(id), ct);
        var allowed = body.Allowed is null ? (BmcRight?)null : RightNames.Read(body.Allowed, "allowed");
        if ((allowed & ~RoleRights.Allowable) is not (null or BmcRight.None))
            throw new InvalidRequestException("right_not_allowable", $"A tenant may be allowed {string.Join(", ", RightNames.List(RoleRights.Allowable))} and nothing else.", "allowed");
        if (body.Name is { } name)
            await tenants.RenameAsync(call.Caller, tenant.Id, name, ct);
        if (allowed is { } rights)
            await tenants.AllowAsync(call.Caller, tenant.Id, rights, ct);
        if (body.Suspended == true)
            await tenants.SuspendAsync(call.Caller, tenant.Id, body.Reason ?? "", ct);
        else if (body.Suspended == false)
            await tenants.ResumeAsync(call.Caller, tenant.Id, ct);
        return Results.Ok(TenantJson.From(await tenants.GetAsync(call.Caller, tenant.Id, ct)));
    }

    private static async Task<IResult> DeleteAsync(ApiCall call, TenantDirectory tenants, string id, CancellationToken ct)
    {
        await tenants.DeleteAsync(call.Caller, Read(id), ct);
        return Results.NoContent();
    }

    private static Guid Read(string id) => Guid.TryParse(id, out var known) ? known : throw new NotFoundException();

    private static string KeyOf(TenantView view) => $"{view.Name.ToUpperInvariant()}\n{view.Id:N}";
}
