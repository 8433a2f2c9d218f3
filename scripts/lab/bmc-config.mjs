/** The two files ipmi_sim wants: how the BMC is reached, and what the BMC is. */

export function lanConfig({ address, port, guid, user, password, vmPort, solPort, startCommand }) {
  const methods = ['callback', 'user', 'operator', 'admin'].map(level => `    allowed_auths_${level} none md2 md5 straight`);
  return [
    'name "lab"',
    'set_working_mc 0x20',
    '  startlan 1',
    `    addr ${address} ${port}`,
    '    priv_limit admin',
    ...methods,
    `    guid ${guid}`,
    '  endlan',
    // The virtual machine's own interface to its BMC; power and reset travel over it too.
    `  serial 15 127.0.0.1 ${vmPort} codec VM`,
    `  startcmd "${startCommand}"`,
    '  startnow false',
    '  poweroff_wait 5',
    '  kill_wait 2',
    `  sol "tcp:127.0.0.1:${solPort}" 115200`,
    `  user 2 true "${user}" "${password}" admin 10 none md2 md5 straight`,
    '',
  ].join('\n');
}

export function controllerConfig() {
  return [
    'mc_setbmc 0x20',
    // Address, device id, SDRs, revision, firmware 1.2, what it supports, manufacturer and product.
    'mc_add 0x20 0x20 no-device-sdrs 0x01 1 2 0x9f 0x002a7c 0x0f02 persist_sdr',
    'sel_enable 0x20 1000 0x0a',
    'mc_enable 0x20',
    '',
  ].join('\n');
}
