"""Run by the system's Python, which has uno: saves a workbook with a password, in formats of LibreOffice's own.

Arguments: source, password, then pairs of target and filter name.
"""

import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import NamedValue, PropertyValue


def named(kind, name, value):
    made = kind()
    made.Name, made.Value = name, value
    return made


def options(filter_name, password):
    found = [named(PropertyValue, "FilterName", filter_name)]
    if filter_name != "Calc MS Excel 2007 XML":
        return (*found, named(PropertyValue, "Password", password))
    keys = (named(NamedValue, "OOXPassword", password), named(NamedValue, "CryptoType", "Standard"))
    data = uno.Any("[]com.sun.star.beans.NamedValue", keys)
    return (*found, named(PropertyValue, "EncryptionData", data))


def connected(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.25)
    raise SystemExit("LibreOffice did not start")


def main():
    source, password, *targets = sys.argv[1:]
    with tempfile.TemporaryDirectory() as profile:
        pipe = "locked" + profile.rpartition("/")[2].replace("_", "")
        process = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", "--nodefault",
             f"-env:UserInstallation=file://{profile}", f"--accept=pipe,name={pipe};urp;"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            context = connected(pipe)
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            hidden = (named(PropertyValue, "Hidden", True),)
            document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(source), "_blank", 0, hidden)
            for target, filter_name in zip(targets[::2], targets[1::2], strict=True):
                document.storeToURL(uno.systemPathToFileUrl(target), options(filter_name, password))
            document.close(True)
            desktop.terminate()
            process.wait(30)
        finally:
            process.kill()


main()
