using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Portal.Fleet.Access;
using Portal.Web.Identity.Passwords;

namespace Portal.Web.Tests.Identity;

public sealed class PasswordRulesTests(PortalServer portal)
{
    [Theory]
    [InlineData("short", PasswordRules.TooShort)]
    [InlineData("four teen char", PasswordRules.TooShort)]
    [InlineData("PasswordPassword2026!", PasswordRules.TooCommon)]
    [InlineData("123456789012345678", PasswordRules.TooCommon)]
    [InlineData("Adm1n1str4t10n2024!!", PasswordRules.TooCommon)]
    [InlineData("qazwsxqazwsxqazwsx", PasswordRules.TooCommon)]
    [InlineData("mary.miller mary.miller", PasswordRules.TooCommon)]
    [InlineData("nine blue staples", null)]
    [InlineData("правильная лошадь батарея", null)]
    [InlineData("vT9#kq2LwZ!pe7xR", null)]
    public async Task Validate_Staff(string password, string? expected)
    {
        var user = new PortalUser { UserName = "mary.miller@example.org", Email = "mary.miller@example.org" };
        Assert.Equal(expected, await VerdictAsync(user, password));
    }

    [Fact]
    public async Task Validate_TenantsPeople_NeedTwelveAndAtMost256()
    {
        var user = new PortalUser { UserName = "a@example.org", Email = "a@example.org", TenantId = Guid.NewGuid() };
        Assert.Null(await VerdictAsync(user, "four teen char"));
        Assert.Null(await VerdictAsync(user, new string([.. Enumerable.Range(0, 256).Select(index => (char)('a' + (index * 7 % 26)))])));
        Assert.Equal(PasswordRules.TooLong, await VerdictAsync(user, new string([.. Enumerable.Range(0, 257).Select(index => (char)('a' + (index * 7 % 26)))])));
    }

    [Fact]
    public void CommonPasswords_Random_AreNotOnTheList()
    {
        var random = new Random(5);
        var bytes = new byte[12];
        var refused = 0;
        for (var index = 0; index < 20_000; index++)
        {
            random.NextBytes(bytes);
            refused += CommonPasswords.List.Contains(Base64Url.EncodeToString(bytes)) ? 1 : 0;
        }
        Assert.InRange(refused, 0, 10);
        Assert.All(["123456", "Password", "iloveyou", "trustno1", "administration"], word => Assert.True(CommonPasswords.List.Contains(word)));
    }

    private async Task<string?> VerdictAsync(PortalUser user, string password)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        foreach (var rule in users.PasswordValidators)
        {
            if (await rule.ValidateAsync(users, user, password) is { Succeeded: false } refused)
                return refused.Errors.First().Code;
        }
        return null;
    }
}
