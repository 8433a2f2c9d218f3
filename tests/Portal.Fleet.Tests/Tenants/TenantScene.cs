using Microsoft.EntityFrameworkCore;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Servers;
using Portal.Fleet.Tenants;
using Portal.Fleet.Tenants.HandOvers;

namespace Portal.Fleet.Tests.Tenants;

/// <summary>Tenants, their people, and servers that go from one to the other.</summary>
internal static class TenantScene
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Ct => TestPortal.Ct;

    public static HandOverDesk Desk(this TestPortal portal) => portal.Get<HandOverDesk>();

    public static TenantDirectory Tenants(this TestPortal portal) => portal.Get<TenantDirectory>();

    public static async Task<Guid> TenantAsync(this TestPortal portal, string name) =>
        (await portal.Tenants().ListAsync(TestPortal.Admin, Ct)).Single(tenant => tenant.Name == name).Id;

    public static async Task<ServerView> AddServerAsync(this TestPortal portal, string name, int port, string? tenant = null)
    {
        using var password = Portal.Ipmi.SecretBytes.FromText("password");
        return await (await portal.Access.OpenFleetAsync(TestPortal.Admin, Ct)).AddServerAsync(
            new NewServer { Name = name, Address = "127.0.0.1", Port = port, UserName = "admin", Password = password, Tenant = tenant }, Ct);
    }

    /// <summary>Somebody of a tenant, or of the staff, with a role over their tenant, or over what is said.</summary>
    public static async Task<Caller> AddPersonAsync(this TestPortal portal, string name, Guid? tenant, Role role, GrantScope? scope = null)
    {
        var person = await portal.AddUserAsync(name);
        await using (var db = await portal.DbAsync())
        {
            await db.Users.Where(user => user.Id == person.UserId).ExecuteUpdateAsync(set => set.SetProperty(user => user.TenantId, tenant), Ct);
            db.Add(new Grant { UserId = person.UserId, Role = role, Scope = scope ?? (tenant is { } id ? GrantScope.OfTenant(id) : GrantScope.Fleet) });
            await db.SaveChangesAsync(Ct);
        }

        portal.Get<Grants>().Revoke(person.UserId);
        return person;
    }

    /// <summary>Hands a server over and waits until a step of that came to its end.</summary>
    public static async Task<HandOverStepView> HandOverAsync(this TestPortal portal, BmcId server, string? tenant, HandOverStepKind until = HandOverStepKind.CutSessions)
    {
        var handOver = await portal.Desk().StartAsync(TestPortal.Admin, server, tenant, Ct);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(s_patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (true)
        {
            var step = (await portal.Desk().GetAsync(TestPortal.Admin, handOver.Id, deadline.Token)).Steps.Single(step => step.Kind == until);
            if (step.State is not (HandOverStepState.Waiting or HandOverStepState.Running))
                return step;
            await look.WaitForNextTickAsync(deadline.Token);
        }
    }
}
