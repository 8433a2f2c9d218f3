using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Portal.Fleet.Servers;

namespace Portal.Web.Components.Fleet;

/// <summary>The filter: finished terms as tokens, the one being typed in the input. Together they are the query in the URL.</summary>
public sealed partial class FleetQueryBar
{
    private const int MostOffers = 9;

    // Queries told and not yet come back in the URL: who types fast is ahead of it.
    private readonly List<string> _told = [];
    private List<string> _terms = [];
    private string _url = "";
    private string _draft = "";
    private string? _wrongTerm;
    private string? _wrong;
    private IReadOnlyList<QueryCompletion> _offers = [];
    private int _active = -1;

    /// <summary>The query as the URL has it.</summary>
    [Parameter]
    public string? Text { get; set; }

    [Parameter]
    public int Shown { get; set; }

    [Parameter]
    public int Total { get; set; }

    /// <summary>Whose values are offered while somebody types; null offers none.</summary>
    [Parameter]
    public IReadOnlyList<ServerView>? Servers { get; set; }

    [Parameter]
    public EventCallback<string> OnChanged { get; set; }

    private string Whole => string.Join(' ', [.. _terms, .. _draft.Trim() is { Length: > 0 } draft ? [draft] : Array.Empty<string>()]);

    protected override void OnParametersSet()
    {
        FollowUrl(Text?.Trim() ?? "");
        _wrongTerm = Terms(Whole).FirstOrDefault(term => !ServerQuery.TryParse(term, out _, out _));
        // A term under the cursor is not wrong yet: "power:" is on its way to "power:on".
        if (_wrongTerm is not null && !_terms.Contains(_wrongTerm) && IsOnItsWay(_wrongTerm))
            _wrongTerm = null;
        _wrong = _wrongTerm is null ? null : Explain(_wrongTerm);
    }

    private static bool IsOnItsWay(string term)
    {
        var parts = term.TrimStart('-').Split(':', 2);
        return parts.Length == 1
            ? ServerQuery.Keys.Any(key => key.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase))
            : ServerQuery.Keys.Contains(parts[0].ToLowerInvariant()) && (ServerQuery.ValuesOf(parts[0]) is not { } values || values.Any(value => value.StartsWith(parts[1].Split(',')[^1], StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>What is wrong with a term, and at which character of the whole.</summary>
    private string Explain(string term)
    {
        ServerQuery.Parse(term, out var fault);
        var at = Whole.IndexOf(term, StringComparison.Ordinal) + (fault?.Position ?? 0) + 1;
        return L["query.at", at, fault?.Kind switch
        {
            QueryFaultKind.UnknownValue => L["query.fault.value", fault.Part, fault.Key + ":", string.Join(", ", ServerQuery.ValuesOf(fault.Key!) ?? [])],
            QueryFaultKind.NoValue => L["query.fault.none", fault.Key + ":"],
            QueryFaultKind.OpenQuote => L["query.fault.quote"],
            _ => L["query.wrong", term, string.Join(", ", ServerQuery.Keys.Select(key => key + ":"))],
        }];
    }

    /// <summary>What a query means. A term that cannot be understood hides nothing; the bar says what is wrong with it.</summary>
    internal static ServerQuery Understood(string? text)
    {
        var terms = Terms(text).Where(term => ServerQuery.TryParse(term, out _, out _));
        _ = ServerQuery.TryParse(string.Join(' ', terms), out var query, out _);
        return query;
    }

    /// <summary>Cuts a query at blanks outside quotes.</summary>
    internal static IEnumerable<string> Terms(string? text)
    {
        var start = 0;
        var quoted = false;
        text ??= "";
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && text[at] == '"')
                quoted = !quoted;
            if (at < text.Length && (quoted || !char.IsWhiteSpace(text[at])))
                continue;
            if (at > start)
                yield return text[start..at];
            start = at + 1;
        }
    }

    private void FollowUrl(string url)
    {
        if (url == _url)
            return;
        _url = url;
        var told = _told.IndexOf(url);
        if (told >= 0)
        {
            _told.RemoveRange(0, told + 1);
        }
        else if (url != Whole)
        {
            // The URL changed by other means than typing here: everything in it is finished.
            _told.Clear();
            _terms = [.. Terms(url)];
            _draft = "";
        }
    }

    private Task TellAsync()
    {
        Offer();
        var whole = Whole;
        if (whole != (_told.Count > 0 ? _told[^1] : _url))
            _told.Add(whole);
        return OnChanged.InvokeAsync(whole);
    }

    private static (string? Key, string Value) Split(string term)
    {
        var colon = term.IndexOf(':');
        return colon > 0 && !term.Contains('"') ? (term[..colon], term[(colon + 1)..].Replace(",", ", ", StringComparison.Ordinal)) : (null, term);
    }

    private async Task KeyAsync(KeyboardEventArgs e)
    {
        if (_offers.Count > 0 && (e.Key is "ArrowDown" or "ArrowUp"))
        {
            _active = e.Key == "ArrowDown" ? (_active + 1) % _offers.Count : _active <= 0 ? _offers.Count - 1 : _active - 1;
        }
        else if (e.Key == "Escape")
        {
            Close();
        }
        else if (e.Key == "Enter" && _active >= 0)
        {
            await AcceptAsync(_offers[_active]);
        }
        else if (e.Key == "Enter" && _draft.Trim().Length > 0)
        {
            // Only Enter takes text out of the field: behind a blank, more would have been typed by then.
            _terms.AddRange(Terms(_draft).Except(_terms));
            _draft = "";
            await TellAsync();
        }
        else if (e.Key == "Backspace" && _draft.Length == 0 && _terms.Count > 0)
        {
            _terms.RemoveAt(_terms.Count - 1);
            await TellAsync();
        }
    }

    /// <summary>Puts an offer into the place of the term that is being typed; a value finishes it.</summary>
    private async Task AcceptAsync(QueryCompletion offer)
    {
        var typed = TypedTerm();
        var rest = _draft[..(_draft.Length - typed.Length)];
        if (offer.Value is null)
        {
            _draft = rest + offer.Text;
        }
        else
        {
            _terms.AddRange(Terms($"{rest} {offer.Text}").Except(_terms));
            _draft = "";
        }
        await TellAsync();
    }

    private void Offer()
    {
        _active = -1;
        var typed = TypedTerm();
        _offers = Servers is { } servers && typed.TrimStart('-').Length > 0 ? QueryCompletion.Of(typed, servers, MostOffers) : [];
    }

    private void Close() => (_offers, _active) = ([], -1);

    /// <summary>The term at the end of the field, where people type; empty behind a blank.</summary>
    private string TypedTerm() => Terms(_draft).LastOrDefault() is { } last && _draft.EndsWith(last, StringComparison.Ordinal) ? last : "";

    private async Task RemoveAsync(string term)
    {
        _terms.Remove(term);
        await TellAsync();
    }

    private async Task ClearAsync()
    {
        _terms.Clear();
        _draft = "";
        await TellAsync();
    }
}
