using System.Buffers.Binary;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet.Access;
using Portal.Fleet.Data;
using Portal.Web.Identity;

namespace Portal.Web.Tests.Identity;

/// <summary>
/// Whether there is such a person cannot be measured. What takes time in a sign-in is one hash of the password: it is counted, not timed, so that a busy machine
/// neither hides nor invents a difference.
/// </summary>
public sealed class EqualTimeTests(PortalServer portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SignIn_WhoeverItIs_OneHashOfTheSameCost()
    {
        var known = await portal.CreateUserAsync(Role.Viewer);
        var withoutPassword = await portal.CreateUserAsync(Role.Viewer);
        var disabled = await portal.CreateUserAsync(Role.Viewer);
        await using (var db = await portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Ct))
        {
            await db.Users.Where(user => user.Id == withoutPassword.Id).ExecuteUpdateAsync(set => set.SetProperty(user => user.PasswordHash, (string?)null), Ct);
            await db.Users.Where(user => user.Id == disabled.Id).ExecuteUpdateAsync(set => set.SetProperty(user => user.Disabled, true), Ct);
        }

        var costs = new List<string>();
        foreach (var (who, email, password) in new[]
        {
            ("right", known.Email!, PortalServer.Password), ("wrong", known.Email!, "wrong password!"), ("unknown", PortalServer.NewName("nobody") + "@example.org", "wrong password!"),
            ("without a password", withoutPassword.Email!, "wrong password!"), ("disabled", disabled.Email!, PortalServer.Password),
            ("endless", known.Email!, new string('x', 300)), ("no address", "", ""),
        })
        {
            await using var scope = portal.Services.CreateAsyncScope();
            var hasher = new CountingHasher(scope.ServiceProvider.GetRequiredService<IPasswordHasher<PortalUser>>());
            scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>().PasswordHasher = hasher;
            var service = ActivatorUtilities.CreateInstance<SignInService>(scope.ServiceProvider, (IPasswordHasher<PortalUser>)hasher);
            var outcome = await service.SignInAsync(new DefaultHttpContext { RequestServices = scope.ServiceProvider }, email, password);
            Assert.Equal(who == "right" ? SignInOutcome.Done : SignInOutcome.Credentials, outcome);
            costs.Add($"{who}: {string.Join(" + ", hasher.Costs)}");
        }

        Assert.All(costs, cost => Assert.EndsWith(": 210000 rounds of 2", cost, StringComparison.Ordinal));
    }

    /// <summary>Notes what each check costs: how many rounds of which function.</summary>
    private sealed class CountingHasher(IPasswordHasher<PortalUser> hasher) : IPasswordHasher<PortalUser>
    {
        public List<string> Costs { get; } = [];

        public string HashPassword(PortalUser user, string password)
        {
            Costs.Add("a new hash");
            return hasher.HashPassword(user, password);
        }

        public PasswordVerificationResult VerifyHashedPassword(PortalUser user, string hashedPassword, string providedPassword)
        {
            var header = Convert.FromBase64String(hashedPassword);
            Costs.Add($"{BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(5))} rounds of {BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1))}");
            return hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
