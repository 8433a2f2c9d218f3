using Microsoft.AspNetCore.Components;
using Portal.Fleet.Access;
using Portal.Fleet.Snippets;
using Portal.Web.Components.Parts;
using Portal.Web.Components.Viewing;

namespace Portal.Web.Components.Servers;

/// <summary>The caller's snippets and the shared ones: choose one, fill its places, and it goes to the paste preview. Also where they are kept in order.</summary>
public sealed partial class SnippetsDialog
{
    private const int MostOfALine = 80;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private ModalDialog? _dialog;
    private IReadOnlyList<SnippetView>? _snippets;
    private SnippetView? _filling;
    private SnippetView? _edited;
    private InvalidSnippetException? _wrong;
    private Guid? _deleting;
    private string _needle = "";
    private string _name = "";
    private string _text = "";
    private bool _sendsEnter;
    private bool _shared;
    private bool _mayShare;
    private bool _editing;

    /// <summary>Whether a snippet can be used here, not only looked at.</summary>
    [Parameter, EditorRequired]
    public required bool CanWrite { get; set; }

    /// <summary>Hears the text to paste.</summary>
    [Parameter, EditorRequired]
    public required Func<string, Task> OnChosen { get; set; }

    [Parameter]
    public EventCallback OnClosed { get; set; }

    [Inject]
    public required SnippetShelf Shelf { get; init; }

    [Inject]
    public required Visit Visit { get; init; }

    private IEnumerable<SnippetView> Shown => (_snippets ?? []).Where(snippet => _needle.Trim() is var needle
        && (snippet.Name.Contains(needle, StringComparison.CurrentCultureIgnoreCase) || snippet.Text.Contains(needle, StringComparison.OrdinalIgnoreCase)));

    protected override async Task OnInitializedAsync()
    {
        _mayShare = await Shelf.MayShareAsync(await Visit.GetCallerAsync(), CancellationToken.None);
        await LoadAsync();
    }

    private static string FirstLine(SnippetView snippet)
    {
        var line = snippet.Text.Split('\n', 2)[0];
        return line.Length > MostOfALine ? line[..MostOfALine] + "…" : line;
    }

    private async Task LoadAsync() => _snippets = await Shelf.ListAsync(await Visit.GetCallerAsync(), CancellationToken.None);

    private async Task ChooseAsync(SnippetView snippet)
    {
        _values.Clear();
        foreach (var name in snippet.Parameters)
            _values[name] = "";
        if (snippet.Parameters.Count > 0)
            _filling = snippet;
        else
            await UseAsync(snippet);
    }

    private async Task UseAsync(SnippetView snippet)
    {
        var text = SnippetText.Fill(snippet.Text, _values);
        await CloseAsync();
        await OnChosen(snippet.SendsEnter ? text + "\n" : text);
    }

    private void Edit(SnippetView? snippet)
    {
        _edited = snippet;
        (_name, _text, _sendsEnter, _shared) = snippet is null ? ("", "", true, false) : (snippet.Name, snippet.Text, snippet.SendsEnter, snippet.Shared);
        _wrong = null;
        _deleting = null;
        _editing = true;
    }

    private async Task SaveAsync()
    {
        var caller = await Visit.GetCallerAsync();
        var fields = new SnippetFields(_name, _text, _sendsEnter, _shared);
        try
        {
            if (_edited is null)
                await Shelf.CreateAsync(caller, fields, CancellationToken.None);
            else
                await Shelf.ChangeAsync(caller, _edited.Id, fields, CancellationToken.None);
        }
        catch (InvalidSnippetException invalid)
        {
            _wrong = invalid;
            return;
        }
        catch (NotFoundException)
        {
            // Gone, or the right to share is: the list shows how things stand.
        }
        _editing = false;
        await LoadAsync();
    }

    private async Task DeleteAsync(SnippetView snippet)
    {
        _deleting = null;
        try
        {
            await Shelf.DeleteAsync(await Visit.GetCallerAsync(), snippet.Id, CancellationToken.None);
        }
        catch (NotFoundException)
        {
            // Somebody else was first.
        }
        await LoadAsync();
    }

    private async Task CloseAsync()
    {
        if (_dialog is not null)
            await _dialog.CloseAsync();
    }
}
