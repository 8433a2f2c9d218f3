using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Portal.Fleet.Servers;

namespace Portal.Web.Components.Fleet;

/// <summary>The filter: finished terms as tokens, the one being typed in the input. Together they are the query in the URL.</summary>
public sealed partial class FleetQueryBar
{
    // Queries told and not yet come back in the URL: who types fast is ahead of it.
    private readonly List<string> _told = [];
    private List<string> _terms = [];
    private string _url = "";
    private string _draft = "";
    private string? _wrong;

    /// <summary>The query as the URL has it.</summary>
    [Parameter]
    public string? Text { get; set; }

    [Parameter]
    public int Shown { get; set; }

    [Parameter]
    public int Total { get; set; }

    [Parameter]
    public EventCallback<string> OnChanged { get; set; }

    private string Whole => string.Join(' ', [.. _terms, .. _draft.Trim() is { Length: > 0 } draft ? [draft] : Array.Empty<string>()]);

    protected override void OnParametersSet()
    {
        FollowUrl(Text?.Trim() ?? "");
        _wrong = Terms(Whole).FirstOrDefault(term => !ServerQuery.TryParse(term, out _, out _));
        // A term under the cursor is not wrong yet: "power:" is on its way to "power:on".
        if (_wrong is not null && !_terms.Contains(_wrong) && ServerQuery.Keys.Any(key => key.StartsWith(_wrong.TrimStart('-').Split(':')[0], StringComparison.OrdinalIgnoreCase)))
            _wrong = null;
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
        if (e.Key == "Enter" && _draft.Trim().Length > 0)
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
