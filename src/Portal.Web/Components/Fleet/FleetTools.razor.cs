namespace Portal.Web.Components.Fleet;

/// <summary>Groups, columns and export of the fleet's table.</summary>
public sealed partial class FleetTools
{
    private int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == column)
                return i;
        }
        return -1;
    }

    private Task Toggle(string column) => OnColumns.InvokeAsync(Columns.Contains(column) ? [.. Columns.Where(other => other != column)] : [.. Columns, column]);

    private Task Move(int at, int by)
    {
        var columns = Columns.ToList();
        (columns[at], columns[at + by]) = (columns[at + by], columns[at]);
        return OnColumns.InvokeAsync(columns);
    }

    /// <summary>What the table shows, as a file.</summary>
    private string ExportHref(string format) =>
        $"/api/v1/servers/export?format={format}&columns={string.Join(',', Columns)}&sort={State.Order}&query={Uri.EscapeDataString(FleetQueryBar.Understood(State.Query).Text)}";
}
