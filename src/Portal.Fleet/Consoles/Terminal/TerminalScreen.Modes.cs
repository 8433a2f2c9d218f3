namespace Portal.Fleet.Consoles.Terminal;

/// <summary>Modes, among them which of the two screens is shown.</summary>
public sealed partial class TerminalScreen
{
    private void SetModes(ref SequenceParameters parameters, bool isOn)
    {
        for (var index = 0; index < parameters.Count; index++)
        {
            switch (parameters[index])
            {
                case 4:
                    Switch(TerminalModes.Insert, isOn);
                    break;
                case 20:
                    Switch(TerminalModes.NewLine, isOn);
                    break;
            }
        }
    }

    private void SetPrivateModes(ref SequenceParameters parameters, bool isOn)
    {
        for (var index = 0; index < parameters.Count; index++)
            SetPrivateMode(parameters[index], isOn);
    }

    private void SetPrivateMode(int mode, bool isOn)
    {
        switch (mode)
        {
            case 1:
                Switch(TerminalModes.ApplicationCursor, isOn);
                break;
            case 6:
                Switch(TerminalModes.Origin, isOn);
                SetCursor(0, 0);
                break;
            case 7:
                Switch(TerminalModes.NoWrap, !isOn);
                break;
            case 25:
                Switch(TerminalModes.HiddenCursor, !isOn);
                break;
            case 45:
                Switch(TerminalModes.ReverseWrap, isOn);
                break;
            case 66:
                Switch(TerminalModes.ApplicationKeypad, isOn);
                break;
            case 2004:
                Switch(TerminalModes.BracketedPaste, isOn);
                break;
            case 47 or 1047 or 1048 or 1049:
                SwitchScreen(mode, isOn);
                break;
        }
    }

    private void SwitchScreen(int mode, bool isAlternate)
    {
        if (isAlternate)
        {
            if (mode is 1048 or 1049)
                SaveCursor();
            if (mode != 1048)
                OpenAlternate();
            return;
        }

        if (mode != 1048)
            CloseAlternate();
        if (mode is 1048 or 1049)
            RestoreCursor();
    }

    private void OpenAlternate()
    {
        if (IsAlternate)
            return;
        (_alternate.X, _alternate.Y) = (_main.X, _main.Y);
        _buffer = _alternate;
        var erased = _pen.Erased;
        if (!erased.IsDefault)
        {
            for (var y = 0; y < Rows; y++)
                _alternate[y].Fill(new Cell(0, 1, erased));
        }
    }

    private void CloseAlternate()
    {
        if (!IsAlternate)
            return;
        (_main.X, _main.Y) = (_alternate.X, _alternate.Y);
        _alternate.Clear();
        _buffer = _main;
    }

    private void Switch(TerminalModes mode, bool isOn) => _modes = isOn ? _modes | mode : _modes & ~mode;
}
