using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Access.Granting;
using Portal.Fleet.Access.Rules;
using Portal.Fleet.Servers;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Access;

/// <summary>The viewer's own API tokens: made with as little as they need, shown once, deleted at once.</summary>
public sealed partial class TokensPanel
{
    private static readonly Role[] s_roles = [Role.Viewer, Role.Operator, Role.Auditor];
    private static readonly (int Days, string Key)[] s_days = [(7, "tokens.ends.week"), (30, "tokens.ends.month"), (90, "tokens.ends.quarter"), (365, "tokens.ends.year"), (0, "tokens.ends.never")];

    private IReadOnlyList<ApiTokenView>? _tokens;
    private string _name = "";
    private string _limit = "";
    private ScopeKind _kind;
    private string _value = "";
    private int _days = 90;
    private string? _text;
    private string? _message;

    [Inject]
    public required ApiTokens Tokens { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    [Inject]
    public required IdentityPrompt Prompt { get; init; }

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync() => _tokens = [.. (await Tokens.ListAsync(await Visit.GetCallerAsync(), CancellationToken.None)).OrderByDescending(token => token.CreatedAt)];

    private StateWord StateOf(ApiTokenView token) => token.ExpiresAt <= Visit.Now ? new StateWord("off", "skip", L["grants.ended"])
        : token.ExpiresAt is null ? new StateWord("warn", "warn", L["tokens.endless"])
        : new StateWord("ok", "ok", L["tokens.valid"]);

    private string Details(ApiTokenView token) => string.Join(" · ", new[]
    {
        L.Times(Visit, null, token.ExpiresAt),
        L["tokens.made", Visit.Clock(token.CreatedAt)].Value,
        token.LastUsedAt is { } used ? L["tokens.used", Visit.Clock(used), token.LastUsedFrom ?? "?"].Value : L["tokens.unused"].Value,
    }.OfType<string>());

    private async Task CreateAsync()
    {
        (_message, _text) = (null, null);
        try
        {
            var wanted = new NewApiToken(_name, _days == 0 ? null : Visit.Now.AddDays(_days))
            {
                Rights = Enum.TryParse<Role>(_limit, out var role) ? role.Rights() : null,
                ScopeKind = _kind,
                ScopeValue = _value,
            };
            if (await Prompt.RunAsync(async () => (_, _text) = await Tokens.CreateAsync(await Visit.GetCallerAsync(), wanted, CancellationToken.None)))
                _name = "";
        }
        catch (AccessRefusedException refused)
        {
            _message = L.Refusal(refused);
        }
        catch (ArgumentException)
        {
            _message = L["tokens.wrongName"];
        }
        catch (InvalidServerException invalid)
        {
            _message = invalid.Message;
        }

        await ReadAsync();
    }

    private async Task DeleteAsync(ApiTokenView token)
    {
        await Tokens.DeleteAsync(await Visit.GetCallerAsync(), token.Id, CancellationToken.None);
        _text = null;
        await ReadAsync();
    }
}
